import { callSides } from './call-sides.ts';
import type { CalledSide, Figure, Group, Measurement, Side, SpawnedSide, Task } from './group.ts';
import type { Pace } from './pace.ts';
import type { Stage } from './stage.ts';
import type { TaskRound, TaskRounds } from './task-rounds.ts';

/** What one round gave of each side; `samples` is how often it was called or started. */
type Round = ReadonlyMap<Side, Measurement & { readonly samples: number }>;

/**
 * Measures the tasks of a group, in this process as far as they are called. All sides are measured in each round, in an
 * order that alternates, and each round gives one ratio per task: what a machine does for seconds at a time then falls on
 * both sides alike.
 *
 * @throws Error when a side fails, or takes no measurable time
 */
export async function measureRounds(group: Group, stage: Stage, pace: Pace): Promise<TaskRounds[]> {
  const prepared = await group.prepare(stage);
  try {
    const sides = [...new Set(prepared.tasks.flatMap(({ side, reference }) => [reference, side]))];
    const called = await callInRounds(
      sides.filter((side): side is CalledSide => side.kind === 'called'),
      pace,
    );
    const spawned = await spawnInRounds(
      sides.filter((side): side is SpawnedSide => side.kind === 'spawned'),
      pace,
    );
    return prepared.tasks.map((task) => {
      const rounds = task.side.kind === 'called' ? called : spawned;
      const { name, reference, figure, per, goal = null, isControl = false } = task;
      return {
        task: name,
        reference: reference.name,
        figure,
        per,
        goal,
        isControl,
        rounds: rounds.map((round) => roundOf(task, round)),
      };
    });
  } finally {
    prepared.close?.();
  }
}

async function callInRounds(sides: readonly CalledSide[], { rounds, callMs }: Pace): Promise<Round[]> {
  if (sides.length === 0) return [];
  // Uncounted: V8 compiles what is called often, and its first version is not the last.
  await callSides(sides, callMs);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) measured.push(await callSides(inTurn(sides, round), callMs));
  return measured;
}

async function spawnInRounds(sides: readonly SpawnedSide[], { spawnedRounds }: Pace): Promise<Round[]> {
  if (sides.length === 0) return [];
  const measured: Round[] = [];
  for (let number = 0; number < spawnedRounds; number++) {
    const round = new Map<Side, Measurement & { samples: number }>();
    for (const side of inTurn(sides, number))
      round.set(side, { ...(await side.measure(number)), samples: 1 });
    measured.push(round);
  }
  return measured;
}

function inTurn<T>(sides: readonly T[], round: number): readonly T[] {
  return round % 2 === 0 ? sides : sides.toReversed();
}

function roundOf({ side, reference, figure }: Task, round: Round): TaskRound {
  const [own, other] = [round.get(side)!, round.get(reference)!];
  const hasCpu = figure === 'timeNs' && [own, other].every(({ cpuNs }) => (cpuNs ?? 0) > 0);
  return {
    value: figureOf(side, own, figure),
    referenceValue: figureOf(reference, other, figure),
    cpuRatio: hasCpu ? figureOf(side, own, 'cpuNs') / figureOf(reference, other, 'cpuNs') : null,
    samples: own.samples,
  };
}

function figureOf(side: Side, measurement: Measurement, figure: Figure | 'cpuNs'): number {
  const value = measurement[figure];
  if (value === undefined || !(value > 0))
    throw new Error(`“${side.name}” gave no ${figure}: it was not measured, or too short to be`);
  // A process has one size, however many events went through it.
  return figure === 'residentBytes' ? value : value / measurement.operations;
}
