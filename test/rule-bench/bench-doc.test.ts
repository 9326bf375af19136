import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { benchSchema } from '../../src/rule-bench/bench-file.ts';
import { FINDING_CODES } from '../../src/rule-bench/bench-findings.ts';

const DOC = readFileSync(new URL('../../docs/bench.md', import.meta.url), 'utf8');

test('docs/bench.md names every key of the file and every finding', () => {
  const { rules, control, findings, ...general } = benchSchema.shape;
  const keys = [
    ...Object.keys({ rules, control, findings, ...general }),
    ...Object.keys(rules.element.shape),
    ...Object.keys(control.shape.match.unwrap().shape),
    ...Object.keys(findings.element.shape),
    ...FINDING_CODES,
  ];
  expect(keys.filter((key) => !DOC.includes(`\`${key}\``))).toEqual([]);
});
