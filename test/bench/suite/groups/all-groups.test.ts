import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Group, PreparedGroup } from '../../../../bench/suite/group.ts';
import { ALL_GROUPS } from '../../../../bench/suite/groups/all-groups.ts';
import { measureGroup } from '../../../../bench/suite/measure-group.ts';
import { measureRounds } from '../../../../bench/suite/measure-rounds.ts';
import { replayPhases } from '../../../../bench/suite/replay-phases.ts';
import { resultsSchema, type TaskResult } from '../../../../bench/suite/results.ts';
import { makeStage, type Stage } from '../../../../bench/suite/stage.ts';
import { taskResult } from '../../../../bench/suite/task-result.ts';

/** The least that every group can work with. */
const PACE = { processes: 1, rounds: 1, spawnedRounds: 1, callMs: 0, events: 300 };
/** Each starts a program some times, on machines that do other things as well. */
const TIMEOUT_MS = 240_000;
/** A part of the demo pack, as a pack that somebody gives. */
const GIVEN_RULES = fileURLToPath(new URL('../../../../fixtures/rules/linux', import.meta.url));
/** Measured only where a pack is given, or where the program knows what they need. */
const MAY_BE_EMPTY = ['rule-count', 'jobs'];

let folder: string;
let stage: Stage;
let stageWithRules: Stage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'all-groups-'));
  stage = await makeStage(folderOf('demo'), {}, PACE.events);
  stageWithRules = await makeStage(folderOf('given'), { rules: GIVEN_RULES }, PACE.events);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function folderOf(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

function expectSound(results: readonly TaskResult[]): void {
  const tasks = resultsSchema.shape.tasks.parse(results);
  for (const { ratio, value, referenceValue } of tasks) {
    for (const figure of [...Object.values(ratio), value, referenceValue]) expect(figure).toBeGreaterThan(0);
  }
}

test('groups have names of their own', () => {
  const names = ALL_GROUPS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('each group measures all of its tasks', () => {
  test.each(ALL_GROUPS.map((group) => [group.name, group] as const))(
    '%s',
    async (name, group) => {
      let prepared: PreparedGroup = { tasks: [] };
      const watched: Group = {
        ...group,
        prepare: async (on) => {
          prepared = await group.prepare(on);
          return prepared;
        },
      };
      const rounds = await measureRounds(watched, stage, PACE);
      const results = rounds.map((task) => taskResult(name, task));
      const tasks = prepared.tasks.map((task) => task.name);
      expect(tasks.length > 0 || MAY_BE_EMPTY.includes(name)).toBe(true);
      expect(new Set(tasks).size).toBe(tasks.length);
      for (const { side } of prepared.tasks) expect(side.kind === 'called').toBe(group.isCalled);
      expect(results.map(({ task }) => task)).toEqual(tasks);
      expectSound(results);
    },
    TIMEOUT_MS,
  );

  test(
    'rule-count, with a pack',
    async () => {
      const group = ALL_GROUPS.find(({ name }) => name === 'rule-count')!;
      const results = await measureGroup(group, stageWithRules, PACE);
      expect(results.map(({ task, goal }) => [task, goal?.atMost])).toEqual([['1,000 rules', 1.5]]);
      expectSound(results);
    },
    TIMEOUT_MS,
  );
});

test(
  'a group whose sides are called is measured in processes of their own',
  async () => {
    const group = ALL_GROUPS.find(({ name }) => name === 'wasm')!;
    const results = await measureGroup(group, stage, { ...PACE, processes: 2, rounds: 2 });
    expect(results.map(({ task, rounds }) => [task, rounds])).toEqual([
      ['two host calls', 4],
      ['no host call', 4],
    ]);
    expectSound(results);
  },
  TIMEOUT_MS,
);

test(
  'the phases of a replay are all of its time',
  async () => {
    const phases = await replayPhases(stage);
    expect(phases[0]!.name).toBe('rules');
    const sum = phases.reduce((shares, { share }) => shares + share, 0);
    // What the replay itself holds to be conserved.
    expect(sum).toBeGreaterThan(0.95);
    expect(sum).toBeLessThan(1.05);
  },
  TIMEOUT_MS,
);
