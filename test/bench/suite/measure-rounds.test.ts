import { describe, expect, test } from 'vitest';
import type { CalledSide, Group, Measurement, SpawnedSide, Task } from '../../../bench/suite/group.ts';
import { measureRounds } from '../../../bench/suite/measure-rounds.ts';
import type { Stage } from '../../../bench/suite/stage.ts';

const PACE = { processes: 1, rounds: 3, spawnedRounds: 3, callMs: 0, events: 1 };
/** Groups of these tests look at nothing of it. */
const STAGE = {} as Stage;

function groupOf(tasks: readonly Task[], close = () => {}): Group {
  return { name: 'made', question: 'What?', isCalled: true, prepare: async () => ({ tasks, close }) };
}

/** A side whose measurements are known; `log` gets its name for each. */
function spawned(name: string, measurements: readonly Measurement[], log: string[] = []): SpawnedSide {
  return {
    kind: 'spawned',
    name,
    measure: async (round) => {
      log.push(name);
      return measurements[round]!;
    },
  };
}

const times = (...timesNs: number[]) => timesNs.map((timeNs) => ({ timeNs, operations: 10 }));
const task = (side: SpawnedSide, reference: SpawnedSide, figure: Task['figure'] = 'timeNs'): Task => ({
  name: 'task',
  side,
  reference,
  figure,
  per: 'event',
});

describe('processes of their own', () => {
  test('are measured once per round, and per operation', async () => {
    const tasks = [task(spawned('side', times(300, 100)), spawned('reference', times(100, 200)))];
    expect(await measureRounds(groupOf(tasks), STAGE, { ...PACE, spawnedRounds: 2 })).toEqual([
      {
        task: 'task',
        reference: 'reference',
        figure: 'timeNs',
        per: 'event',
        goal: null,
        isControl: false,
        rounds: [
          { value: 30, referenceValue: 10, cpuRatio: null, samples: 1 },
          { value: 10, referenceValue: 20, cpuRatio: null, samples: 1 },
        ],
      },
    ]);
  });

  test('are started in an order that alternates, and once per round, however many tasks they are in', async () => {
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => spawned(name, times(1, 1, 1), log));
    await measureRounds(groupOf([task(b!, a!), task(c!, a!)]), STAGE, PACE);
    expect(log.join('')).toBe('abccbaabc');
  });

  test('have the size of a process, whatever went through it', async () => {
    const sized = (residentBytes: number) =>
      [1, 2, 3].map(() => ({ timeNs: 1, operations: 10, residentBytes }));
    const tasks = [task(spawned('long', sized(300)), spawned('short', sized(200)), 'residentBytes')];
    const [result] = await measureRounds(groupOf(tasks), STAGE, PACE);
    expect(result!.rounds[0]).toMatchObject({ value: 300, referenceValue: 200 });
  });

  test('have a ratio by processor time where both sides measured it', async () => {
    const withCpu = (cpuNs: number) => [1, 2, 3].map(() => ({ timeNs: 1, operations: 1, cpuNs }));
    const both = task(spawned('side', withCpu(6)), spawned('reference', withCpu(4)));
    const one = task(spawned('other', times(1, 1, 1)), both.reference as SpawnedSide);
    const results = await measureRounds(groupOf([both, one]), STAGE, PACE);
    expect(results.map(({ rounds }) => rounds[0]!.cpuRatio)).toEqual([1.5, null]);
  });

  test('that took no time are a failure, not an infinite ratio', async () => {
    const tasks = [task(spawned('side', times(1, 1, 1)), spawned('nothing', times(1, 0, 1)))];
    await expect(measureRounds(groupOf(tasks), STAGE, PACE)).rejects.toThrow(/“nothing” gave no timeNs/);
  });
});

describe('sides that are called', () => {
  const side = (name: string, run: () => unknown, beforeEach?: () => void): CalledSide => ({
    kind: 'called',
    name,
    run,
    operations: 1,
    ...(beforeEach && { beforeEach }),
  });

  /** Takes long enough for any clock. */
  const work = (): number => {
    let sum = 0;
    for (let at = 0; at < 10_000; at++) sum += Math.sqrt(at);
    return sum;
  };

  test('are called in each round, each time after it was prepared', async () => {
    let prepared = 0;
    let called = 0;
    const prepares = () => {
      expect(prepared).toBe(called);
      prepared++;
    };
    const counted = side(
      'counted',
      () => {
        expect(prepared).toBe(++called);
        return work();
      },
      prepares,
    );
    const tasks: Task[] = [
      { name: 'task', side: counted, reference: side('reference', work), figure: 'timeNs', per: 'call' },
    ];
    const [result] = await measureRounds(groupOf(tasks), STAGE, PACE);
    expect(result!.rounds).toHaveLength(3);
    const samples = result!.rounds.reduce((sum, round) => sum + round.samples, 0);
    expect(samples).toBeGreaterThanOrEqual(15);
    expect(called).toBeGreaterThan(samples);
  });

  test('that throw end the group, which is closed', async () => {
    let closed = 0;
    const broken = side('broken', () => {
      throw new Error('no such field');
    });
    const tasks: Task[] = [
      { name: 'task', side: broken, reference: side('reference', work), figure: 'timeNs', per: 'call' },
    ];
    const measured = measureRounds(
      groupOf(tasks, () => {
        closed++;
      }),
      STAGE,
      PACE,
    );
    await expect(measured).rejects.toThrow('no such field');
    expect(closed).toBe(1);
  });
});
