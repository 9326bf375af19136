/**
 * Does one piece of work in a fresh process and prints what it took: `bare FILE`, `replay RULES FILE...`, or `replay-all`,
 * with sequences. Loading the rules is not counted; compiling them is processor time, but not wall time.
 */
import { createMonotonicClock } from 'kestrel-perf';
import { bareLoop } from './bare-loop.mjs';
import { loadRules, replayRules } from './replay-rules.mjs';

/**
 * @typedef {object} ChildReport
 * @property {number} timeNs by the wall clock
 * @property {number} cpuNs on processors, of all threads
 * @property {number} events
 * @property {number} rules
 * @property {number} alerts
 * @property {number} maxResidentBytes the largest resident size of the process
 */

/** @param {readonly string[]} args */
async function work([what, ...args]) {
  if (what === 'bare') {
    const clock = createMonotonicClock();
    const cpuNs = cpuWatch();
    const startNs = clock();
    const events = bareLoop(args[0]);
    return { timeNs: clock() - startNs, cpuNs: cpuNs(), events, rules: 0, alerts: 0 };
  }
  const [rulesPath, ...files] = args;
  const rules = await loadRules(rulesPath, { sequences: what === 'replay-all' });
  const cpuNs = cpuWatch();
  const { result, alerts } = await replayRules(files, rules, true);
  return { timeNs: result.wallTimeNs, cpuNs: cpuNs(), events: result.events, rules: rules.length, alerts };
}

/** @returns what tells the processor time since */
function cpuWatch() {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) * 1e3;
  };
}

const report = await work(process.argv.slice(2));
console.log(JSON.stringify({ ...report, maxResidentBytes: process.resourceUsage().maxRSS * 1024 }));
