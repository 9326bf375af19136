/**
 * How much viewers slow a replay down: `npm run bench:viewers -- EVENTS RULES [PAIRS] [LOOPS]`, by default 7 pairs of 20
 * times the recording. Each replay is the built program, served on a socket; while one of them goes on, 100 viewers
 * attach one after another, and each detaches once it has seen figures, as `kestrel-perf top` reads them. Replays with
 * viewers and without take turns with rotating order; as a control, those without are compared with each other. Viewers
 * run in this process, which needs a processor as well: that is part of what is measured. Two times of the engine's thread
 * are compared, both of the run file: by the wall clock (`wall_time_ns`), and on a processor (`scheduling.cpu_ns`).
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseRun } from 'kestrel-perf';
import { scratchFolder } from './proof/run-once.mjs';
import { spread } from './quantiles.mjs';

const VIEWERS = 100;
/** How long each stays after its first figures, so that it is sent some more. Milliseconds. */
const STAY_MS = 60;
const PROGRAM = fileURLToPath(new URL('../bin/kestrel-perf.js', import.meta.url));
const TIMES = /** @type {const} */ (['wallNs', 'cpuNs']);
const USAGE = 'usage: npm run bench:viewers -- EVENTS RULES [PAIRS] [LOOPS]';

const [events, rules, pairs = '7', loops = '20'] = process.argv.slice(2);
if (rules === undefined || !(Number(pairs) > 0 && Number(loops) > 0)) throw new Error(USAGE);

const folder = scratchFolder();
const runtime = join(folder, 'runtime');
mkdirSync(runtime, { mode: 0o700 });
const env = { ...process.env, XDG_RUNTIME_DIR: runtime };

/** The replay that runs now: it does not outlive the bench. */
let running;
process.on('exit', () => running?.kill('SIGKILL'));

/** The socket of the replay, once it is there and listened on. */
async function socket(/** @type {() => boolean} */ isOver) {
  const sockets = join(runtime, 'kestrel-perf');
  while (!isOver()) {
    const name = readdirSync(runtime).length > 0 && readdirSync(sockets).find((one) => one.endsWith('.sock'));
    if (name && (await accepts(join(sockets, name)))) return join(sockets, name);
    await delay(5);
  }
  throw new Error('the replay ended before it was served');
}

/** For a moment a socket is there and nobody listens yet. */
function accepts(/** @type {string} */ path) {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** One viewer: comes, sees figures, stays a moment, goes. */
async function view(/** @type {string} */ socketPath) {
  const asked = request({ socketPath, path: '/events?interval=0.25', agent: false });
  const seen = new Promise((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', reject);
      response.on('close', () => reject(new Error('the replay ended before a viewer had seen it')));
      response.on('data', (part) => {
        text = text.slice(-'event: snapshot'.length) + part;
        if (text.includes('event: snapshot')) resolve(undefined);
      });
    });
  });
  asked.end();
  await seen;
  await delay(STAY_MS);
  asked.destroy();
}

/**
 * One replay.
 *
 * @param {'viewers' | 'none'} how
 */
async function once(how) {
  const dump = join(folder, 'run.json');
  const inputs = Array.from({ length: Number(loops) }, () => events);
  const args = [PROGRAM, 'replay', ...inputs, '--rules', rules, '--quiet', '--dump', dump];
  let isOver = false;
  const ended = promisify(execFile)(process.execPath, args, { env }).finally(() => {
    isOver = true;
  });
  running = ended.child;
  // It is awaited below; until then a failure of the viewers is told, not this one.
  ended.catch(() => undefined);
  if (how === 'viewers') {
    const path = await socket(() => isOver);
    for (let viewer = 1; viewer <= VIEWERS; viewer++) {
      await view(path).catch((error) => {
        throw new Error(`viewer ${viewer}: ${error.message}; give more LOOPS`);
      });
    }
    if (isOver)
      throw new Error(`the replay was over before ${VIEWERS} viewers were through; give more LOOPS`);
  }
  await ended;
  running = undefined;
  const run = parseRun(readFileSync(dump, 'utf8'), dump);
  const cpuNs = run.scheduling?.cpu_ns;
  if (cpuNs === null || cpuNs === undefined)
    throw new Error('this system does not count the time of a thread');
  return {
    how,
    wallNs: Number(run.wall_time_ns),
    cpuNs,
    alertHash: run.alerts.hash,
    events: run.stream.events,
  };
}

/** @type {Record<string, number[][]>} by what is compared, by time */
const ratios = { 'viewers / none': [[], []], 'none / none': [[], []] };
let replayed = 0;
for (let pair = 0; pair < Number(pairs); pair++) {
  // Orders rotate, so that no side always runs first.
  const order = [
    ['viewers', 'none', 'none'],
    ['none', 'viewers', 'none'],
    ['none', 'none', 'viewers'],
  ][pair % 3];
  const runs = [];
  for (const how of order) runs.push(await once(how));
  const watched = runs.find(({ how }) => how === 'viewers');
  const [first, second] = runs.filter(({ how }) => how === 'none');
  if (runs.some(({ alertHash }) => alertHash !== watched.alertHash))
    throw new Error('the alerts of a replay differ with viewers and without');
  replayed = watched.events;
  for (const [at, time] of TIMES.entries()) {
    ratios['viewers / none'][at].push(watched[time] / first[time], watched[time] / second[time]);
    ratios['none / none'][at].push(pair % 2 === 0 ? first[time] / second[time] : second[time] / first[time]);
  }
  const seconds = runs.map(
    ({ how, wallNs, cpuNs }) => `${how} ${(wallNs / 1e9).toFixed(2)} s, cpu ${(cpuNs / 1e9).toFixed(2)} s`,
  );
  console.log(`pair ${pair + 1}: ${seconds.join('; ')}`);
}
console.log(
  `\n${VIEWERS} viewers in turn, ${replayed} events, ${pairs} pairs: median [quartiles]; goal 1.01`,
);
for (const [what, byTime] of Object.entries(ratios)) {
  console.log(
    what.padEnd(14),
    TIMES.map((time, at) => `${time.slice(0, -2)} ${spread(byTime[at])}`).join('  '),
  );
}
