/**
 * What all instruments together cost: `npm run proof:overhead -- RULES PAIRS FILE...`. Everything on against everything
 * off, each in a fresh process with V8 set as the command sets it, in turn with alternating order; and, as a control, off against off. Three times are
 * compared: the engine's from the first byte to the last alert, the whole call with compilation and with starting and
 * stopping the instruments, and the processor time of all threads. A file may be named several times to make a longer
 * stream.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { V8_FLAGS } from '../../dist/cli/tune-v8.js';
import { spread } from '../quantiles.mjs';

const [rules, pairs, ...files] = process.argv.slice(2);
if (rules === undefined || !(Number(pairs) > 0) || files.length === 0)
  throw new Error('usage: npm run proof:overhead -- RULES PAIRS FILE...');

const CHILD = fileURLToPath(new URL('overhead-child.mjs', import.meta.url));
const TIMES = /** @type {const} */ (['engineNs', 'wholeNs', 'cpuNs']);

/** @param {'on' | 'accounts' | 'off'} how */
async function once(how) {
  const { stdout } = await promisify(execFile)(process.execPath, [...V8_FLAGS, CHILD, how, rules, ...files]);
  return JSON.parse(stdout);
}

/** @type {Record<string, number[][]>} by what is compared, by time */
const ratios = { 'on / off': [[], [], []], 'off / off': [[], [], []] };
for (let pair = 0; pair < Number(pairs); pair++) {
  // Orders rotate, so that no side always runs first.
  const order = [
    ['on', 'off', 'off'],
    ['off', 'on', 'off'],
    ['off', 'off', 'on'],
  ][pair % 3];
  const runs = [];
  for (const how of order) runs.push({ how, ...(await once(how)) });
  const on = runs.find(({ how }) => how === 'on');
  const [first, second] = runs.filter(({ how }) => how === 'off');
  if (on.alerts !== first.alerts)
    throw new Error(`${on.alerts} alerts when watched, ${first.alerts} when not`);
  for (const [at, time] of TIMES.entries()) {
    ratios['on / off'][at].push(on[time] / first[time], on[time] / second[time]);
    ratios['off / off'][at].push(pair % 2 === 0 ? first[time] / second[time] : second[time] / first[time]);
  }
}
for (const [what, byTime] of Object.entries(ratios)) {
  console.log(
    what.padEnd(10),
    TIMES.map((time, at) => `${time.slice(0, -2)} ${spread(byTime[at])}`).join('  '),
  );
}
