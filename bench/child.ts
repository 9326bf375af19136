/** Does one piece of work in a fresh process and prints what it took: `bare FILE` or `replay RULES FILE...`. */
import { createMonotonicClock } from 'kestrel-perf';
import { bareLoop } from './bare-loop.ts';
import { replayPack } from './replay-pack.ts';

export interface ChildReport {
  readonly timeNs: number;
  readonly events: number;
  readonly rules: number;
  readonly alerts: number;
  /** The largest resident size of the process. */
  readonly maxResidentBytes: number;
}

async function work([what, ...args]: readonly string[]): Promise<Omit<ChildReport, 'maxResidentBytes'>> {
  if (what === 'bare') {
    const clock = createMonotonicClock();
    const startNs = clock();
    const events = bareLoop(args[0]!);
    return { timeNs: clock() - startNs, events, rules: 0, alerts: 0 };
  }
  const [rulesPath, ...files] = args;
  const { result, rules, alerts } = await replayPack(files, rulesPath!, true);
  return { timeNs: result.wallTimeNs, events: result.events, rules, alerts };
}

const report = await work(process.argv.slice(2));
const maxResidentBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ...report, maxResidentBytes } satisfies ChildReport));
