/**
 * How much the live view slows a replay of 2,000 rules down: `npm run bench:top-slowdown -- [PAIRS] [EVENTS]`, by default
 * 15 pairs of 60,000 events. Each replay is the built program in a pseudo terminal of 120 by 40: with the view, drawn every
 * second, and with `--no-top`, in turn with rotating order; and, as a control, `--no-top` against itself. Three times are
 * compared: the engine's own, which the run file has (`wall_time_ns`), that of the whole process, and the processor
 * time of all its threads.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { parseRun } from 'kestrel-perf';
import { writeManyRules } from './many-rules.mjs';
import { writeStream } from './proof/made-stream.mjs';
import { scratchFolder } from './proof/run-once.mjs';
import { spread } from './quantiles.mjs';

const RULES = 2_000;
const PROGRAM = fileURLToPath(new URL('../bin/kestrel-perf.js', import.meta.url));
const REPORT_CPU = new URL('report-cpu.mjs', import.meta.url).href;
/** What the view writes before each frame. */
const BEGIN_UPDATE = '\u001b[?2026h';
const TIMES = /** @type {const} */ (['engineNs', 'wholeNs', 'cpuNs']);

const [pairs = '15', events = '60000'] = process.argv.slice(2);
if (!(Number(pairs) > 0 && Number(events) > 0))
  throw new Error('usage: npm run bench:top-slowdown -- [PAIRS] [EVENTS]');

const folder = scratchFolder();
const stream = join(folder, 'events.ndjson');
const rules = join(folder, 'rules');
writeStream(stream, Number(events));
writeManyRules(rules, RULES);

/** The replay that runs now: it does not outlive the bench. */
let running;
process.on('exit', () => running?.kill('SIGKILL'));

/**
 * One replay.
 *
 * @param {'view' | 'none'} how
 */
async function once(how) {
  const dump = join(folder, 'run.json');
  const cpuFile = join(folder, 'cpu');
  const options = how === 'view' ? ['--interval', '1', '--exit'] : ['--no-top'];
  const args = [
    '--import',
    REPORT_CPU,
    PROGRAM,
    'replay',
    stream,
    '--rules',
    rules,
    '--dump',
    dump,
    ...options,
  ];
  const env = { ...process.env, TERM: 'xterm-256color', CPU_TIME_FILE: cpuFile };
  const startNs = process.hrtime.bigint();
  running = spawn(process.execPath, args, { cols: 120, rows: 40, cwd: folder, env });
  let text = '';
  running.onData((part) => {
    text += part;
  });
  const { exitCode } = await new Promise((resolve) => running.onExit(resolve));
  running = undefined;
  const wholeNs = Number(process.hrtime.bigint() - startNs);
  if (exitCode !== 0) throw new Error(`the replay ended with code ${exitCode}:\n${text.slice(-2_000)}`);
  const frames = text.split(BEGIN_UPDATE).length - 1;
  if (frames > 0 !== (how === 'view'))
    throw new Error(`${frames} frames were drawn where ${how} was asked for`);
  const run = parseRun(readFileSync(dump, 'utf8'), dump);
  const cpuNs = Number(readFileSync(cpuFile, 'utf8')) * 1e3;
  return { how, engineNs: Number(run.wall_time_ns), wholeNs, cpuNs, alertHash: run.alerts.hash, frames };
}

/** @type {Record<string, number[][]>} by what is compared, by time */
const ratios = { 'view / none': [[], [], []], 'none / none': [[], [], []] };
for (let pair = 0; pair < Number(pairs); pair++) {
  // Orders rotate, so that no side always runs first.
  const order = [
    ['view', 'none', 'none'],
    ['none', 'view', 'none'],
    ['none', 'none', 'view'],
  ][pair % 3];
  const runs = [];
  for (const how of order) runs.push(await once(how));
  const view = runs.find(({ how }) => how === 'view');
  const [first, second] = runs.filter(({ how }) => how === 'none');
  if (runs.some(({ alertHash }) => alertHash !== view.alertHash))
    throw new Error('the alerts of a replay differ with the view and without');
  for (const [at, time] of TIMES.entries()) {
    ratios['view / none'][at].push(view[time] / first[time], view[time] / second[time]);
    ratios['none / none'][at].push(pair % 2 === 0 ? first[time] / second[time] : second[time] / first[time]);
  }
  const seconds = runs.map(({ how, engineNs }) => `${how} ${(engineNs / 1e9).toFixed(2)} s`).join(', ');
  console.log(`pair ${pair + 1}: engine ${seconds}; ${view.frames} frames`);
}
console.log(
  `\n${RULES} rules, ${events} events, ${pairs} pairs: median [quartiles]; goal 1.01 of the engine's time`,
);
for (const [what, byTime] of Object.entries(ratios)) {
  console.log(
    what.padEnd(12),
    TIMES.map((time, at) => `${time.slice(0, -2)} ${spread(byTime[at])}`).join('  '),
  );
}
