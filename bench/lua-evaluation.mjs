/**
 * What one evaluation of a Lua rule costs: `npm run bench:lua -- [ROUNDS]`, by default 40. Through both runtimes, with
 * two host calls (a number and a short text) and without, and beside them the same rules through wasmoon's own
 * interface as its documentation shows it: functions set as globals, one call from JavaScript per event. All take
 * turns in one process, some batches each, so the ratios mean something on a busy machine too.
 */
import { LuaFactory } from 'wasmoon';
import { KESTREL_FIELDS } from '../dist/engine/events/kestrel-fields.js';
import { loadLuaPredicate } from '../dist/engine/lua/load-lua-predicate.js';
import { DEFAULT_PREDICATE_LIMITS } from '../dist/engine/predicate/predicate-limits.js';
import { V8TimeGuard } from '../dist/engine/predicate/v8-time-guard.js';
import { quantile } from './quantiles.mjs';

const rounds = Number(process.argv[2] ?? 40);
const BATCH = 1_024;
const BATCHES_PER_TURN = 8;
const WARM_UP_ROUNDS = 5;

const RULES = {
  'two host calls': `
    function pred_eval(event)
      return kestrel.event_get_i64(event, 2) == -1 or kestrel.event_get_str(event, 3) == 'no such name'
    end`,
  'two host calls by path': `
    function pred_eval(event)
      return kestrel.event_get_i64(event, 'process.pid') == -1
        or kestrel.event_get_str(event, 'process.name') == 'no such name'
    end`,
  'no host calls': 'local count = 0 function pred_eval(event) count = count + 1 return count < 0 end',
};

const NAMES = ['bash', 'curl', 'python3', 'sshd', 'systemd'];
const values = new Map([
  ['process.pid', (/** @type {number} */ row) => row],
  ['process.name', (/** @type {number} */ row) => NAMES[row % NAMES.length]],
]);
const reader = (/** @type {string} */ path) => values.get(path);
const fields = new Map(KESTREL_FIELDS.map((field) => [field.id, field]));

/** @param {string} text @param {'wasmoon' | 'fengari'} runtime */
async function ours(text, runtime) {
  const settings = { category: null, fields, regexes: [], globs: [], limits: {} };
  const predicate = await loadLuaPredicate({ text, file: 'rule.lua', settings }, runtime, {
    limits: DEFAULT_PREDICATE_LIMITS,
    guard: new V8TimeGuard(),
    wrapper: (/** @type {() => unknown} */ code) => code(),
    keepCaptures: false,
  });
  predicate.bind({ reader });
  const rows = Int32Array.from({ length: BATCH }, (_, row) => row);
  return () => predicate.run(rows, BATCH);
}

/** @param {string} text */
async function comfortable(text) {
  const lua = await new LuaFactory().createEngine();
  let row = 0;
  const read = (/** @type {number | string} */ field) => reader(fields.get(field)?.path ?? field)?.(row);
  lua.global.set('kestrel', {
    event_get_i64: (/** @type {number} */ _, /** @type {number | string} */ field) => read(field) ?? 0,
    event_get_str: (/** @type {number} */ _, /** @type {number | string} */ field) => read(field) ?? '',
  });
  await lua.doString(text);
  const evaluate = lua.global.get('pred_eval');
  return () => {
    for (row = 0; row < BATCH; row++) evaluate(0);
  };
}

/** @type {{ rule: string, name: string, run: () => unknown, nanoseconds: number[] }[]} */
const contenders = [];
for (const [rule, text] of Object.entries(RULES)) {
  contenders.push({ rule, name: 'wasmoon', run: await ours(text, 'wasmoon'), nanoseconds: [] });
  contenders.push({ rule, name: 'fengari', run: await ours(text, 'fengari'), nanoseconds: [] });
  contenders.push({ rule, name: "wasmoon's own interface", run: await comfortable(text), nanoseconds: [] });
}
for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
  for (const { run, nanoseconds } of contenders) {
    const start = process.hrtime.bigint();
    for (let batch = 0; batch < BATCHES_PER_TURN; batch++) run();
    const took = Number(process.hrtime.bigint() - start) / BATCH / BATCHES_PER_TURN;
    if (round >= 0) nanoseconds.push(took);
  }
}
const median = (/** @type {{ nanoseconds: number[] }} */ { nanoseconds }) => quantile(nanoseconds, 0.5);
for (const contender of contenders) {
  const { rule, name, nanoseconds } = contender;
  const base = contenders.find((other) => other.rule === rule);
  const low = quantile(nanoseconds, 0.1).toFixed(0);
  const ratio = (median(contender) / median(base)).toFixed(1);
  console.log(
    `${rule.padEnd(24)} ${name.padEnd(24)} ${median(contender).toFixed(0).padStart(7)} ns, fastest tenth ${low} ns, ` +
      `${ratio} times wasmoon`,
  );
}
