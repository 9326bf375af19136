/**
 * One piece of work in a fresh process, which prints what it took by the wall clock and in processor time: `bare FILE`,
 * `replay RULES FILE...` (single-event rules), or `replay-all RULES FILE...`. Loading the rules is not counted; compiling
 * them is processor time, but not wall time.
 */
import { createMonotonicClock } from 'kestrel-perf';
import { bareLoop } from '../bare-loop.mjs';
import { loadRules, replayRules } from '../replay-rules.mjs';

const [what, ...args] = process.argv.slice(2);
const rules = what === 'bare' ? [] : await loadRules(args[0], { sequences: what === 'replay-all' });
const clock = createMonotonicClock();
const cpuBefore = process.cpuUsage();
const work = what === 'bare' ? bare(args[0]) : await replay(args.slice(1));
const { user, system } = process.cpuUsage(cpuBefore);
const maxResidentBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ...work, cpuNs: (user + system) * 1e3, maxResidentBytes }));

/** @param {string} file */
function bare(file) {
  const startNs = clock();
  const events = bareLoop(file);
  return { timeNs: clock() - startNs, events };
}

/** @param {readonly string[]} files */
async function replay(files) {
  const { result } = await replayRules(files, rules, true);
  return { timeNs: result.wallTimeNs, events: result.events };
}
