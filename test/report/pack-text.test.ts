import { expect, test } from 'vitest';
import type { Pack } from '../../src/engine/pack/pack.ts';
import { packJson } from '../../src/report/pack-json.ts';
import { formatPackSummary } from '../../src/report/pack-summary-text.ts';
import { ruleOf } from '../support/rule.ts';

const PACK: Pack = {
  rules: [
    ruleOf('any where true', { id: 'a', severity: 'low' }),
    ruleOf('any where true', { id: 'b', severity: 'critical' }),
    ruleOf('sequence [any where true] [any where true]', { id: 'c', severity: 'low' }),
  ],
  diagnostics: [
    {
      severity: 'error',
      code: 'eql-syntax',
      file: 'f.eql',
      line: 1,
      column: 1,
      sourceLine: 'secret',
      message: 'm',
    },
    { severity: 'warning', code: 'unknown-severity', file: 'g.eql', message: 'n' },
  ],
  skipped: [
    { file: 'x.json', code: 'not-a-rule', reason: 'not a rule' },
    { file: 'y.json', ruleId: 'y', code: 'unsupported-type', reason: 'type "\u001b"' },
    { file: 'z.json', code: 'not-a-rule', reason: 'not a rule' },
  ],
  hash: 'sha256:00',
  files: 5,
};

test('the summary counts kinds, severities, reasons and faults', () => {
  expect(formatPackSummary(PACK).split('\n')).toEqual([
    '3 rules from 5 files',
    '  kind      EQL 2, Sequence 1',
    '  severity  critical 1, low 2',
    '3 rules or files skipped',
    '  2: not a rule',
    '  1: type "␛"',
    '1 error, 1 warning',
    'sha256:00',
  ]);
});

test('an empty pack has a short summary', () => {
  const empty: Pack = { rules: [], diagnostics: [], skipped: [], hash: 'sha256:00', files: 1 };
  expect(formatPackSummary(empty)).toBe('0 rules from 1 file\n0 errors, 0 warnings\nsha256:00');
});

test('the JSON form holds the same, without the text of rules', () => {
  const json = packJson(PACK);
  expect(json.pack).toEqual({ hash: 'sha256:00', files: 5 });
  expect(json.rules[2]).toEqual({
    rule_id: 'c',
    name: 'Test rule',
    type: 'Sequence',
    severity: 'low',
    file: 'test-rule.eql',
    line: 1,
  });
  expect(json.skipped[0]).toEqual({ file: 'x.json', code: 'not-a-rule', reason: 'not a rule' });
  expect(json.skipped[1]).toMatchObject({ rule_id: 'y' });
  expect(json.diagnostics).toHaveLength(2);
  expect(JSON.stringify(json)).not.toContain('secret');
});
