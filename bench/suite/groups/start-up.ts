import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Goal, Group, Measurement, PreparedGroup, SpawnedSide } from '../group.ts';
import { PROGRAM, runNode, scriptPath } from '../node-process.ts';
import type { Stage } from '../stage.ts';

const PROBE = scriptPath('first-event-probe.mjs');
const REPORT_CPU = scriptPath('../report-cpu.mjs');
const NS_PER_US = 1e3;
const NS_PER_MS = 1e6;

/** The one of a large pack was set for 548 rules. */
const GOAL_OF_GIVEN: Goal = { of: 'value', atMost: 400 * NS_PER_MS };
const GOAL_OF_DEMO: Goal = { of: 'value', atMost: 150 * NS_PER_MS };

/** From the start of the program to its first event. */
export const startUp: Group = {
  name: 'start',
  question:
    "How long does the program take from its first line until the first event has been through all rules? Node's own start is not counted; the reference is Node doing nothing.",
  isCalled: false,
  prepare,
};

async function prepare({ folder, events, rules, material }: Stage): Promise<PreparedGroup> {
  const side: SpawnedSide = {
    kind: 'spawned',
    name: 'start to first event',
    measure: () => startProgram(join(folder, 'first-event.json'), events, rules),
  };
  const reference: SpawnedSide = {
    kind: 'spawned',
    name: 'node -e 0, a whole process',
    measure: () => emptyProcess(join(folder, 'cpu-time')),
  };
  const goal = material.rulesSource === 'given' ? GOAL_OF_GIVEN : GOAL_OF_DEMO;
  return { tasks: [{ name: side.name, side, reference, figure: 'timeNs', per: 'start', goal }] };
}

/** The engine is set up for a whole replay; one event is all that is read. */
async function startProgram(file: string, events: string, rules: string): Promise<Measurement> {
  // One that is left from the round before must not count for this one.
  await rm(file, { force: true });
  const replay = ['replay', events, '--rules', rules, '--limit', '1', '--quiet', '--no-serve'];
  await runNode(['--import', PROBE, PROGRAM, ...replay], { FIRST_EVENT_FILE: file });
  const { timeNs, cpuNs } = JSON.parse(await readFile(file, 'utf8')) as { timeNs: number; cpuNs: number };
  return { timeNs, cpuNs, operations: 1 };
}

async function emptyProcess(cpuFile: string): Promise<Measurement> {
  const start = process.hrtime.bigint();
  await runNode(['--import', REPORT_CPU, '-e', '0'], { CPU_TIME_FILE: cpuFile });
  const timeNs = Number(process.hrtime.bigint() - start);
  return { timeNs, cpuNs: Number(await readFile(cpuFile, 'utf8')) * NS_PER_US, operations: 1 };
}
