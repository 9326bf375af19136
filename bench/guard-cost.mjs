/**
 * What the time limit of Lua and Wasm rules costs those that keep it: `npm run bench:guard -- EVENTS RULES [PAIRS]`.
 * One process decodes the events batch by batch and runs the rules over them, with the guard and with one that only
 * calls the rules, in turn with alternating order, after two uncounted pairs; and, as a control, the same without a
 * guard on either side. As that is less than the machine's noise, the cost is also measured by itself: an empty call of
 * the guard after each batch, against the batch. Processor time is that of all threads: it hears less of what else the machine does, but nothing
 * of waiting for the guard's own thread.
 */
import { readFileSync } from 'node:fs';
import { DEFAULT_BATCH_SIZE, Engine, loadPack, loadPredicates, pickAdapter } from 'kestrel-perf';
import { spread } from './quantiles.mjs';

const [eventsPath, rulesPath, pairs = '31'] = process.argv.slice(2);
if (eventsPath === undefined || rulesPath === undefined)
  throw new Error('usage: npm run bench:guard -- EVENTS RULES [PAIRS]');

/** Calls what a guard would guard. */
const NO_GUARD = {
  nowMs: () => 0,
  run: (_, code) => code(),
  runInTurn: (turns) => {
    for (const turn of turns) turn.run();
  },
};

const lines = readFileSync(eventsPath, 'utf8').split('\n').filter(Boolean);
const { rules } = await loadPack([rulesPath]);
const adapter = pickAdapter(lines.slice(0, 100).map((line) => JSON.parse(line)));

/**
 * @param {boolean} guarded
 * @param {(guard: import('kestrel-perf').LoadedPredicates['guard']) => void} afterBatch
 */
async function replayOnce(guarded, afterBatch = () => {}) {
  const loaded = await loadPredicates(rules, { lua: 'wasmoon', limits: {}, keepCaptures: false });
  const predicates = guarded ? loaded : { ...loaded, guard: NO_GUARD };
  const engine = new Engine(rules, { predicates });
  let alerts = 0;
  const startNs = process.hrtime.bigint();
  const startCpu = process.cpuUsage();
  for (let first = 0; first < lines.length; first += DEFAULT_BATCH_SIZE) {
    const records = lines.slice(first, first + DEFAULT_BATCH_SIZE).map((line) => JSON.parse(line));
    const eventNumbers = records.map((_, at) => first + at + 1);
    engine.run({ vocabulary: adapter.vocabulary, records, eventNumbers }, () => {
      alerts++;
    });
    afterBatch(loaded.guard);
  }
  const { user, system } = process.cpuUsage(startCpu);
  const wallNs = Number(process.hrtime.bigint() - startNs);
  engine.close();
  return { wallNs, cpuUs: user + system, alerts };
}

/** @param {boolean} guarded */
async function compare(guarded, count) {
  const wall = [];
  const cpu = [];
  for (let pair = 0; pair < count; pair++) {
    const early = pair % 2 === 0 ? await replayOnce(guarded) : undefined;
    const off = await replayOnce(false);
    const on = early ?? (await replayOnce(guarded));
    if (on.alerts !== off.alerts)
      throw new Error(`${on.alerts} alerts with the guard, ${off.alerts} without`);
    wall.push(on.wallNs / off.wallNs);
    cpu.push(on.cpuUs / off.cpuUs);
  }
  return `wall ${spread(wall)}  cpu ${spread(cpu)}`;
}

/** The share of an empty call of the guard in what a batch takes. */
async function guardShare() {
  let guardNs = 0;
  const { wallNs } = await replayOnce(false, (guard) => {
    const startNs = process.hrtime.bigint();
    guard.run(1_000, () => {});
    guardNs += Number(process.hrtime.bigint() - startNs);
  });
  return guardNs / (wallNs - guardNs);
}

await compare(true, 2);
const programs = rules.filter(({ kind }) => kind === 'lua' || kind === 'wasm').length;
console.log(`${lines.length} events, ${rules.length} rules, ${programs} of them Lua or Wasm`);
console.log(`guard / none  ${await compare(true, Number(pairs))}  (median [quartiles] of ${pairs} pairs)`);
console.log(`none / none   ${await compare(false, Number(pairs))}  (control)`);
const shares = [];
for (let pair = 0; pair < Number(pairs); pair++) shares.push(await guardShare());
console.log(`empty guard / batch  wall ${spread(shares)}`);
