import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StreamInput } from '../../../src/replay/input/stream-input.ts';
import { planPortions } from '../../../src/replay/jobs/plan-portions.ts';
import { ruleFolder } from '../../engine/pack/rule-folder.ts';
import { ecsLine } from '../input/memory-stream.ts';

const LINES = Array.from({ length: 40 }, (_, id) => `${ecsLine(id)}\n`).join('');

function inputOf(content: string | Uint8Array): StreamInput {
  const path = join(ruleFolder({ 'e.ndjson': content }), 'e.ndjson');
  return { name: 'e.ndjson', path, sizeBytes: statSync(path).size };
}

test('the first portion holds the records that an adapter is chosen by', async () => {
  const plan = await planPortions([inputOf(LINES)], { portionBytes: 100 });
  const [first, second, ...others] = plan!.portions;
  const tenLines = LINES.split('\n').slice(0, 10).join('\n').length;
  expect(first).toEqual({ input: 0, startByte: 0, endByte: tenLines, part: 'first' });
  expect(second).toEqual({
    input: 0,
    startByte: tenLines,
    endByte: tenLines + 100,
    part: 'later',
    adapter: 'ecs',
  });
  expect(others.at(-1)!.endByte).toBe(Number.POSITIVE_INFINITY);
  expect(plan!.uncut).toEqual([]);
});

test('an adapter that is asked for reads all portions', async () => {
  const plan = await planPortions([inputOf(LINES)], { portionBytes: 1_000, adapter: 'windows' });
  expect(plan!.portions.slice(1).map(({ adapter }) => adapter)).toContain('windows');
});

test.each([
  ['a JSON array', `[{"a":1},\n${'{"b":2},\n'.repeat(100)}]`],
  ['UTF-16', Buffer.from(LINES, 'utf16le')],
  ['too few records in its beginning', 'broken\n'.repeat(500)],
])('what does not begin with one event on each line is not cut: %s', async (_, content) => {
  const plan = await planPortions([inputOf(content)], { portionBytes: 100 });
  expect(plan!.portions).toEqual([
    { input: 0, startByte: 0, endByte: Number.POSITIVE_INFINITY, part: 'whole' },
  ]);
  expect(plan!.uncut).toEqual(['e.ndjson']);
});

test('one that fits into a portion, and one that is gone, are one portion each', async () => {
  const gone = { name: 'gone', path: '/nowhere/gone.ndjson', sizeBytes: 5 };
  const plan = await planPortions([inputOf(LINES), gone], { portionBytes: 1_000_000 });
  expect(plan!.portions.map(({ input, part }) => [input, part])).toEqual([
    [0, 'whole'],
    [1, 'whole'],
  ]);
  expect(plan!.uncut).toEqual([]);
});

test('standard input and pipes cannot be shared', async () => {
  const stdin = { name: 'stdin', path: undefined, sizeBytes: undefined };
  expect(await planPortions([inputOf(LINES), stdin], { portionBytes: 100 })).toBeUndefined();
});
