import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPack } from 'kestrel-perf';
import type { Group, PreparedGroup, SpawnedSide } from '../group.ts';
import { PROGRAM, runNode } from '../node-process.ts';
import type { Stage } from '../stage.ts';

/** What of a run file says how a replay was split. */
interface JobsOfRun {
  readonly jobs?: { readonly used: number } | null;
}

/** One replay on two threads. */
export const jobs: Group = {
  name: 'jobs',
  question:
    'What does a replay take with two jobs, against one? The whole program, from start to end, not profiled, through the EQL rules of the pack: one thread runs all Lua and Wasm rules.',
  isCalled: false,
  prepare,
};

async function prepare({ folder, events, rules, material }: Stage): Promise<PreparedGroup> {
  const help = await runNode([PROGRAM, 'replay', '--help']);
  if (!/^ +(-\w, )?--jobs /m.test(help)) return { tasks: [] };
  const pack = await eqlPack(folder, rules);
  const replay = ['replay', events, '--rules', pack, '--quiet', '--no-serve', '--no-profile', '--no-advice'];
  const dump = join(folder, 'jobs.json');
  await runNode([PROGRAM, ...replay, '--jobs', '2', '--dump', dump]);
  const run = JSON.parse(await readFile(dump, 'utf8')) as JobsOfRun;
  // Short recordings are not split.
  if (run.jobs?.used !== 2) return { tasks: [] };
  const sideOf = (name: string, count: number): SpawnedSide => ({
    kind: 'spawned',
    name,
    measure: async () => {
      const start = process.hrtime.bigint();
      await runNode([PROGRAM, ...replay, '--jobs', String(count)]);
      return { timeNs: Number(process.hrtime.bigint() - start), operations: material.events };
    },
  });
  const [one, two] = [sideOf('one job', 1), sideOf('two jobs', 2)];
  return { tasks: [{ name: two.name, side: two, reference: one, figure: 'timeNs', per: 'event' }] };
}

/** The queries of a pack as a pack of their own. */
async function eqlPack(folder: string, rules: string): Promise<string> {
  const pack = await mkdtemp(join(folder, 'eql-rules-'));
  const { rules: all } = await loadPack([rules]);
  for (const [at, { kind, text }] of all.entries()) {
    if (kind === 'eql' || kind === 'sequence') await writeFile(join(pack, `rule-${at}.eql`), text);
  }
  return pack;
}
