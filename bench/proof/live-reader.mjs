/**
 * What it costs the engine that its figures are read while it runs: `npm run proof:live-reader -- RULES PAIRS FILE...`. Ten
 * times a second all figures of all rules are read by the other thread, against never, everything else on in both;
 * each in a fresh process with V8 set as the command sets it, in turn with rotating order; and, as a control, never
 * against never. A file may be named several times to make a longer stream.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { V8_FLAGS } from '../../dist/cli/tune-v8.js';
import { quantile, spread } from '../quantiles.mjs';

const [rules, pairs, ...files] = process.argv.slice(2);
if (rules === undefined || !(Number(pairs) > 0) || files.length === 0)
  throw new Error('usage: npm run proof:live-reader -- RULES PAIRS FILE...');

const CHILD = fileURLToPath(new URL('live-reader-child.mjs', import.meta.url));

/** @param {'on' | 'off'} how */
async function once(how) {
  const { stdout } = await promisify(execFile)(process.execPath, [...V8_FLAGS, CHILD, how, rules, ...files]);
  return { how, ...JSON.parse(stdout) };
}

const readRatios = [];
const controlRatios = [];
const reads = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  // Orders rotate, so that no side always runs first.
  const order = [
    ['on', 'off', 'off'],
    ['off', 'on', 'off'],
    ['off', 'off', 'on'],
  ][pair % 3];
  const runs = [];
  for (const how of order) runs.push(await once(how));
  const read = runs.find(({ how }) => how === 'on');
  const [first, second] = runs.filter(({ how }) => how === 'off');
  if (read.reads === 0) throw new Error('the run was over before it was read once: name more files');
  if (read.alerts !== first.alerts)
    throw new Error(`${read.alerts} alerts when read, ${first.alerts} when not`);
  readRatios.push(read.engineNs / first.engineNs, read.engineNs / second.engineNs);
  controlRatios.push(pair % 2 === 0 ? first.engineNs / second.engineNs : second.engineNs / first.engineNs);
  reads.push(read.reads);
}
console.log(`${pairs} pairs, ${quantile(reads, 0.5)} reads a run: the engine's time, median [quartiles]`);
console.log(`read / not read      ${spread(readRatios)}`);
console.log(`not read / not read  ${spread(controlRatios)}  (control)`);
