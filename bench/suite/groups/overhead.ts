import type { Group, PreparedGroup, SpawnedSide } from '../group.ts';
import { runTuned, scriptPath } from '../node-process.ts';
import type { Stage } from '../stage.ts';

const CHILD = scriptPath('../proof/overhead-child.mjs');

/** As `overhead-child.mjs` prints it. */
interface OverheadReport {
  readonly engineNs: number;
  readonly cpuNs: number;
  readonly alerts: number;
}

/** What profiling costs. */
export const overhead: Group = {
  name: 'overhead',
  question:
    'What does profiling cost a replay? Each in a fresh process, from the first byte to the last alert; the control compares two that are not profiled, so what it is away from 1 is noise. Processor time is that of the whole call, with compiling the rules and with starting and stopping the instruments.',
  isCalled: false,
  prepare,
};

async function prepare({ events, rules, material }: Stage): Promise<PreparedGroup> {
  const alertsSeen = new Set<number>();
  const sideOf = (name: string, how: 'on' | 'accounts' | 'off'): SpawnedSide => ({
    kind: 'spawned',
    name,
    measure: async () => {
      const report = JSON.parse(await runTuned([CHILD, how, rules, events])) as OverheadReport;
      alertsSeen.add(report.alerts);
      if (alertsSeen.size > 1)
        throw new Error(
          `a replay raises different alerts when it is profiled: ${[...alertsSeen].join(' and ')}`,
        );
      return { timeNs: report.engineNs, cpuNs: report.cpuNs, operations: material.events };
    },
  });
  const off = sideOf('off', 'off');
  const each = { reference: off, figure: 'timeNs', per: 'event' } as const;
  return {
    tasks: [
      {
        ...each,
        name: 'profiler on',
        side: sideOf('profiler on', 'on'),
        goal: { of: 'ratio', atMost: 1.01 },
      },
      { ...each, name: 'exact accounting alone', side: sideOf('exact accounting alone', 'accounts') },
      { ...each, name: 'off again (control)', side: sideOf('off again (control)', 'off'), isControl: true },
    ],
  };
}
