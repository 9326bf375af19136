import { type EngineSide, mustAgree } from '../engine-side.ts';
import type { Group, PreparedGroup } from '../group.ts';
import { batchOf, madeEvents } from '../made-batch.ts';
import { numbered } from '../rules-of-texts.ts';
import type { Stage } from '../stage.ts';
import { textSide } from '../text-side.ts';

const RULES = 8;

const EQL = (number: number): string =>
  `any where process.pid > 0 and length(process.name) == ${1_000 + number}`;

/** Field 2 is `process.pid`, field 3 `process.name`: the built-in field table. */
const TWO_HOST_CALLS = (number: number): string => `(module
  (import "kestrel" "event_get_i64" (func $i64 (param i32 i32) (result i64)))
  (import "kestrel" "event_get_str" (func $str (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "pred_eval") (param $event i32) (result i32)
    (if (result i32) (i64.gt_s (call $i64 (local.get $event) (i32.const 2)) (i64.const 0))
      (then (i32.eq (call $str (local.get $event) (i32.const 3) (i32.const 0) (i32.const 64)) (i32.const ${1_000 + number})))
      (else (i32.const 0)))))
`;

const NO_HOST_CALLS = (number: number): string => `(module
  (memory (export "memory") 1)
  (global $seen (mut i32) (i32.const ${number}))
  (func (export "pred_eval") (param i32) (result i32)
    (global.set $seen (i32.and (i32.add (global.get $seen) (i32.const 1)) (i32.const 0xffff)))
    (i32.lt_s (global.get $seen) (i32.const 0))))
`;

/** Wasm rules against EQL. */
export const wasm: Group = {
  name: 'wasm',
  question: `What does one evaluation of a Wasm rule cost? Of ${RULES} rules; the EQL rules test the same two fields.`,
  isCalled: true,
  prepare,
};

async function prepare(stage: Stage): Promise<PreparedGroup> {
  const batch = batchOf(madeEvents());
  const sideOf = (name: string, extension: string, text: (number: number) => string): Promise<EngineSide> =>
    textSide(stage.folder, batch, { name, extension, texts: numbered(RULES, text) });
  const eql = await sideOf('EQL, the same two tests', '.eql', EQL);
  const calling = await sideOf('two host calls', '.wat', TWO_HOST_CALLS);
  const alone = await sideOf('no host call', '.wat', NO_HOST_CALLS);
  for (const side of [calling, alone]) mustAgree(side, eql);
  const each = { figure: 'timeNs', per: 'evaluation', reference: eql } as const;
  return {
    tasks: [calling, alone].map((side) => ({ ...each, name: side.name, side })),
    close: () => {
      for (const side of [eql, calling, alone]) side.close();
    },
  };
}
