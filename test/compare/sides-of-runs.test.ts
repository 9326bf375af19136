import { expect, test } from 'vitest';
import { CompareError } from '../../src/compare/compare-error.ts';
import { sidesOfRuns } from '../../src/compare/sides-of-runs.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import { sampleRun } from '../report/sample-run.ts';

function named(file: string, change: (run: RunFile) => Partial<RunFile> = () => ({})) {
  const run = sampleRun([{ id: 'a', cpuTimeNs: 5000, offered: 10 }]);
  return { file, run: { ...run, ...change(run) } };
}

test('several runs of a side are its replays', () => {
  const { base, head, findings } = sidesOfRuns([named('a1'), named('a2')], [named('b1')]);
  expect(base.rules[0]!.cpuTimeNs).toEqual([5000, 5000]);
  expect(base.rules[0]!.counters.events_processed).toBe(10);
  expect([base.replays, head.replays]).toEqual([2, 1]);
  expect(findings).toEqual([]);
});

test('runs over other streams are refused, and it says which', () => {
  const other = named('b.json', (run) => ({ stream: { ...run.stream, events: 7 } }));
  expect(() => sidesOfRuns([named('a.json')], [other])).toThrow(CompareError);
  expect(() => sidesOfRuns([named('a.json')], [other])).toThrow(
    /a\.json and b\.json are of different streams/,
  );
});

test('a side is one pack', () => {
  const other = named('a2', (run) => ({ pack: { ...run.pack, hash: 'sha256:other' } }));
  expect(() => sidesOfRuns([named('a1'), other], [named('b')])).toThrow(/of one side and of different packs/);
});

test.each(['run-stopped', 'part-of-run', 'snapshot', 'engine-crashed'])(
  'a run with the warning %s is told',
  (code) => {
    const partial = named('b', () => ({ warnings: [{ code, message: 'it' }] }));
    expect(sidesOfRuns([named('a')], [partial]).findings).toMatchObject([
      { code: 'run-incomplete', reason: code },
    ]);
  },
);

test('another engine, or a run that was stopped, is told', () => {
  const node = named('b', (run) => ({ engine: { ...run.engine, node: '1.2.3' } }));
  const stopped = named('c', () => ({ warnings: [{ code: 'run-stopped', message: 'stopped' }] }));
  const { findings } = sidesOfRuns([named('a')], [node, stopped].slice(0, 2));
  expect(findings.map(({ code }) => code)).toEqual(['engines-differ', 'run-incomplete']);
});

test('runs of one side that count differently are not stable', () => {
  const [row] = sampleRun([{ id: 'a', cpuTimeNs: 5000, offered: 10 }]).rules;
  const other = named('a2', () => ({ rules: [{ ...row!, errors: 4 }] }));
  const { base, head } = sidesOfRuns([named('a1'), other], [named('b1'), named('b2')]);
  expect([base.rules[0]!.isStable, head.rules[0]!.isStable]).toEqual([false, true]);
});
