import { describe, expect, test } from 'vitest';
import type { RunFindings } from '../../src/profiler/run-findings.ts';
import { conservationTexts } from '../../src/report/conservation-text.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { type finishedRun, sampleRun } from './sample-run.ts';

const MS = 1_000_000;

const FINDINGS: RunFindings = {
  gc: {
    pauses: 3,
    totalNs: 20 * MS,
    longestNs: 12 * MS,
    unplacedNs: 7,
    ruleNs: Float64Array.of(5 * MS, 0),
  },
  scheduling: { cpuNs: 80 * MS, waitingNs: 10 * MS, idleNs: 9 * MS },
  fields: [
    { path: 'process.name', extractNs: 6 * MS, cells: 40 },
    { path: '__proto__', extractNs: 1 * MS, cells: 2 },
  ],
};

/** 100 ms in all. */
function runWith(findings: RunFindings | undefined, overrides: Parameters<typeof finishedRun>[2] = {}) {
  return sampleRun(
    [{ id: 'a', cpuTimeNs: 50 * MS }, { id: 'b' }],
    { extract: 8 * MS, gc: findings?.gc?.totalNs ?? 0, decode: 42 * MS - (findings?.gc?.totalNs ?? 0) },
    { findings, ...overrides },
  );
}

describe('what the accounts say besides the table', () => {
  test('is null where nobody looked', () => {
    const run = runWith(undefined);
    expect([run.gc, run.scheduling, run.fields]).toEqual([null, null, null]);
    expect(run.rules.map(({ gc_ns }) => gc_ns)).toEqual([null, null]);
    expect(run.phases.gc_ns).toBeNull();
  });

  test('goes into the run file, by rule and for the run', () => {
    const run = runWith(FINDINGS);
    expect(run.gc).toEqual({ pauses: 3, longest_ns: 12 * MS, unplaced_ns: 7 });
    expect(run.rules.map(({ rule_id, gc_ns }) => [rule_id, gc_ns])).toEqual([
      ['a', 5 * MS],
      ['b', 0],
    ]);
    expect(run.scheduling).toEqual({
      cpu_ns: 80 * MS,
      waiting_ns: 10 * MS,
      waiting_share: 1 / 9,
      idle_ns: 9 * MS,
    });
    expect(run.fields).toEqual([
      { path: 'process.name', extract_ns: 6 * MS, cells: 40 },
      { path: '__proto__', extract_ns: 1 * MS, cells: 2 },
    ]);
  });

  test('a run without a pause says so: 0, not null', () => {
    const none = { pauses: 0, totalNs: 0, longestNs: 0, unplacedNs: 0, ruleNs: new Float64Array(2) };
    expect(runWith({ gc: none }).phases.gc_ns).toBe(0);
  });

  test('files written before there was any of it can still be read', () => {
    const run = JSON.parse(
      JSON.stringify(runWith(undefined), (_, value) => (typeof value === 'bigint' ? 0 : value)),
    );
    delete run.gc;
    delete run.scheduling;
    delete run.fields;
    for (const rule of run.rules) delete rule.gc_ns;
    const read = parseRun(JSON.stringify(run), 'run.json');
    expect([read.gc, read.scheduling, read.fields, read.rules[0]!.gc_ns]).toEqual([null, null, null, null]);
  });
});

describe('a busy machine', () => {
  const codes = (waitingNs: number | null) =>
    runWith({ scheduling: { cpuNs: 19 * MS, waitingNs, idleNs: 80 * MS } }).warnings.map(({ code }) => code);

  test('is warned of above 5 % of the time in which the engine had work, however long it was idle', () => {
    expect(codes(MS)).not.toContain('machine-busy');
    expect(codes(MS + 1)).toContain('machine-busy');
  });

  test('is not known of a thread that had no work', () => {
    const { scheduling } = runWith({ scheduling: { cpuNs: 0, waitingNs: 0, idleNs: MS } });
    expect(scheduling!.waiting_share).toBeNull();
  });

  test('is not known everywhere', () => {
    expect(codes(null)).not.toContain('machine-busy');
  });
});

describe('conservationTexts', () => {
  test('says whether the times add up, what garbage collection took, and how the machine was', () => {
    expect(conservationTexts(runWith(FINDINGS))).toEqual([
      'time is conserved: 100.00 ms billed, 100.00 ms by the wall clock, 0.0 % apart',
      'garbage collection: 3 pauses, the longest 12.00 ms; 5.00 ms while rules ran, not in their times',
      'engine thread: idle 9.0 %, waiting for a processor 11.1 % of the rest',
    ]);
  });

  test('says so where time was lost', () => {
    const [text] = conservationTexts(runWith(undefined, { wallTimeNs: 125 * MS }));
    expect(text).toBe('time is not conserved: 100.00 ms billed, 125.00 ms by the wall clock, 20.0 % apart');
  });

  test('leaves out what is not known', () => {
    const scheduling = { cpuNs: null, waitingNs: null, idleNs: 50 * MS };
    expect(conservationTexts(runWith({ scheduling })).slice(1)).toEqual(['engine thread: idle 50.0 %']);
    expect(conservationTexts(runWith(undefined))).toHaveLength(1);
  });
});
