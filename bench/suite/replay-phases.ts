import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PHASES, parseRun } from 'kestrel-perf';
import { PROGRAM, runNode } from './node-process.ts';
import type { Phases } from './results.ts';
import type { Stage } from './stage.ts';

/** Where the time of one profiled replay went, as its run file says: all rules together, then each phase. */
export async function replayPhases({ folder, events, rules }: Stage): Promise<Phases> {
  const dump = join(folder, 'phases.json');
  await runNode([PROGRAM, 'replay', events, '--rules', rules, '--quiet', '--no-serve', '--dump', dump]);
  const run = parseRun(await readFile(dump, 'utf8'), dump);
  const wallNs = run.wall_time_ns;
  const rulesNs = run.rules.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0);
  return [
    { name: 'rules', share: rulesNs / wallNs },
    // Null: not told apart from the others.
    ...PHASES.map((phase) => ({ name: phase as string, share: (run.phases[`${phase}_ns`] ?? 0) / wallNs })),
  ];
}
