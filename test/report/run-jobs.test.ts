import { expect, test } from 'vitest';
import type { JobsFindings } from '../../src/profiler/jobs-findings.ts';
import { buildRun } from '../../src/report/build-run.ts';
import { conservationTexts } from '../../src/report/conservation-text.ts';
import { engineTimeNs } from '../../src/report/run-jobs.ts';
import { finishedRun } from './sample-run.ts';

const JOBS: JobsFindings = {
  asked: 2,
  used: 2,
  reason: 'they take turns',
  portions: 7,
  threads: [
    { task: 'read', events: 40, portions: 3, wallTimeNs: 1_000.4, cpuTimeNs: 900.2 },
    { task: 'read', events: 60, portions: 4, wallTimeNs: 2_000, cpuTimeNs: null },
    { task: 'settle', events: 100, portions: 7, wallTimeNs: 10, cpuTimeNs: 30 },
  ],
};

test('the accounts of several threads are compared with the time of all of them', () => {
  const one = buildRun(finishedRun([{ id: 'a', cpuTimeNs: 40_000 }]));
  expect(one.jobs).toBeNull();
  expect(engineTimeNs(one)).toBe(one.wall_time_ns);
  const several = buildRun({
    ...finishedRun([{ id: 'a', cpuTimeNs: 40_000 }]),
    jobs: JOBS,
    engineTimeNs: one.conservation.accounted_ns + 5,
  });
  expect(several.wall_time_ns).toBe(one.wall_time_ns);
  expect(several.conservation).toMatchObject({ difference_ns: -5, within_tolerance: true });
  expect(engineTimeNs(several)).toBe(one.conservation.accounted_ns + 5);
});

test('the run file says what each thread did', () => {
  const { jobs } = buildRun({ ...finishedRun([{ id: 'a', cpuTimeNs: 40_000 }]), jobs: JOBS });
  expect(jobs).toEqual({
    asked: 2,
    used: 2,
    reason: 'they take turns',
    portions: 7,
    threads: [
      { task: 'read', events: 40, portions: 3, wall_ns: 1_000, cpu_ns: 900 },
      { task: 'read', events: 60, portions: 4, wall_ns: 2_000, cpu_ns: null },
      { task: 'settle', events: 100, portions: 7, wall_ns: 10, cpu_ns: 30 },
    ],
  });
});

test('the report says that times are sums over threads, and of one thread nothing', () => {
  const texts = conservationTexts(buildRun({ ...finishedRun([{ id: 'a', cpuTimeNs: 40_000 }]), jobs: JOBS }));
  expect(texts[0]).toContain('by the wall clocks of all threads');
  expect(texts[1]).toBe(
    '2 threads read 7 portions (the busiest 60 events), one put together what they found; ' +
      'times of rules and phases are sums over threads',
  );
  const alone = conservationTexts(
    buildRun({ ...finishedRun([{ id: 'a', cpuTimeNs: 40_000 }]), jobs: { ...JOBS, used: 1, threads: [] } }),
  );
  expect(alone.join()).not.toContain('threads');
});
