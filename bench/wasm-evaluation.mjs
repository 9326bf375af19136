/**
 * What an evaluation of a Wasm rule costs: `npm run bench:wasm -- [ROUNDS]`. A predicate with two host calls (a whole
 * number, a short text) and one without, against the same tests in JavaScript over the same columns of a batch, all in
 * turn. Fields have been read before, as other rules of a pack have read them.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_BATCH_SIZE, loadPack, loadPredicates, pickAdapter } from 'kestrel-perf';
import { ColumnStore } from '../dist/engine/batch/column-store.js';
import { BatchFields } from '../dist/engine/predicate/batch-fields.js';
import { quantile, spread } from './quantiles.mjs';

const [rounds = '101'] = process.argv.slice(2);
const BATCHES_PER_ROUND = 50;

const TWO_HOST_CALLS = `(module
  (import "kestrel" "event_get_i64" (func $i64 (param i32 i32) (result i64)))
  (import "kestrel" "event_get_str" (func $str (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "pred_eval") (param $event i32) (result i32)
    (if (result i32) (i64.gt_s (call $i64 (local.get $event) (i32.const 2)) (i64.const 1000))
      (then (i32.eq (call $str (local.get $event) (i32.const 3) (i32.const 0) (i32.const 64)) (i32.const 14)))
      (else (i32.const 0)))))`;

const NO_HOST_CALLS = `(module (global $seen (mut i32) (i32.const 0))
  (func (export "pred_eval") (param i32) (result i32)
    (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
    (i32.eqz (i32.and (global.get $seen) (i32.const 7)))))`;

const NAMES = ['cmd.exe', 'powershell.exe', 'svchost.exe'];
const records = Array.from({ length: DEFAULT_BATCH_SIZE }, (_, at) => ({
  '@timestamp': '2024-01-01T00:00:00Z',
  process: { pid: 1001 + at, name: NAMES[at % NAMES.length] },
}));

/** Connects something to the fields of the batch, as an engine does. */
function batchFields() {
  const store = new ColumnStore(DEFAULT_BATCH_SIZE);
  const fields = new BatchFields(store);
  store.beginBatch(pickAdapter(records).vocabulary);
  fields.beginBatch(records);
  return fields;
}

/** @param {string} text */
async function wasmRun(text) {
  const folder = await mkdtemp(join(tmpdir(), 'wasm-rule-'));
  try {
    await writeFile(join(folder, 'rule.wat'), text);
    const { rules } = await loadPack([folder]);
    const { byRule } = await loadPredicates(rules, { lua: 'wasmoon', limits: {}, keepCaptures: false });
    const { predicate } = byRule.get(0);
    predicate.bind(batchFields());
    return (rows) => predicate.run(rows, rows.length).matched;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function javaScriptRun() {
  const fields = batchFields();
  const pid = fields.reader('process.pid');
  const name = fields.reader('process.name');
  return (rows) => {
    let matched = 0;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at];
      if (pid(row) > 1000 && name(row).length === 14) rows[matched++] = row;
    }
    return matched;
  };
}

/** @param {(rows: Int32Array) => number} run */
function nsPerEvaluation(run) {
  let spentNs = 0;
  for (let batch = 0; batch < BATCHES_PER_ROUND; batch++) {
    const rows = Int32Array.from(records, (_, row) => row);
    const startNs = process.hrtime.bigint();
    run(rows);
    spentNs += Number(process.hrtime.bigint() - startNs);
  }
  return spentNs / BATCHES_PER_ROUND / records.length;
}

const runs = {
  'two host calls': await wasmRun(TWO_HOST_CALLS),
  'no host calls': await wasmRun(NO_HOST_CALLS),
  JavaScript: javaScriptRun(),
};
const allRows = () => Int32Array.from(records, (_, row) => row);
if (runs['two host calls'](allRows()) !== runs.JavaScript(allRows())) throw new Error('the two do not agree');

const figures = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
for (let round = 0; round < 10 + Number(rounds); round++) {
  for (const [name, run] of Object.entries(runs)) {
    const ns = nsPerEvaluation(run);
    if (round >= 10) figures[name].push(ns);
  }
}
for (const [name, values] of Object.entries(figures)) {
  console.log(
    `${name.padEnd(16)} ns per evaluation  ${spread(values)}  best ${quantile(values, 0).toFixed(1)}`,
  );
}
const ratios = figures['two host calls'].map((ns, round) => ns / figures.JavaScript[round]);
console.log(
  `two host calls / JavaScript          ${spread(ratios)}  (median [quartiles] of ${rounds} rounds)`,
);
