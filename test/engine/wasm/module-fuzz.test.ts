import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ModuleFormatError } from '../../../src/engine/wasm/byte-reader.ts';
import { moduleFaults } from '../../../src/engine/wasm/module-faults.ts';
import { readOutline } from '../../../src/engine/wasm/module-outline.ts';
import { assembled } from './wat-rule.ts';

const LIMIT_BYTES = 1024 * 1024;
const CODE_SECTION = 10;

const real = await assembled(`(module
  (import "kestrel" "event_get_i64" (func $get (param i32 i32) (result i64)))
  (memory (export "memory") 1 4) (data (i32.const 8) "text") (table (export "t") 2 4 funcref) (elem (i32.const 0) $start)
  (func $start) (start $start) (global (mut i64) (i64.const 5))
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (param i32) (result i32)
    (i64.gt_s (call $get (local.get 0) (i32.const 1)) (i64.const 1000))))`);

/** Its outline, or the one kind of error that the reader may raise. */
function outlineOrFault(module: Uint8Array): unknown {
  try {
    return readOutline(module);
  } catch (error) {
    expect(error).toBeInstanceOf(ModuleFormatError);
    return error;
  }
}

it('reads the real module', () => {
  expect(moduleFaults(real, LIMIT_BYTES)).toEqual([]);
});

it('takes any bytes, or says why not', () => {
  const headed = fc
    .uint8Array({ maxLength: 60 })
    .map((bytes) => Uint8Array.of(...real.subarray(0, 8), ...bytes));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), headed), (module) => {
      outlineOrFault(module);
    }),
    { numRuns: 2000 },
  );
});

it('takes a real module cut anywhere', () => {
  // Without the data behind the code it is another sound module.
  const end = readOutline(real).sections.get(CODE_SECTION)!.end;
  for (let length = 0; length < end; length++) {
    const cut = real.slice(0, length);
    outlineOrFault(cut);
    expect(moduleFaults(cut, LIMIT_BYTES).length).toBeGreaterThan(0);
  }
});

it('takes a real module with any bytes changed, and hands the compiler nothing that makes it throw', () => {
  const change = fc.tuple(fc.nat({ max: real.length - 1 }), fc.nat({ max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const changed = real.slice();
      for (const [at, byte] of changes) changed[at] = byte;
      outlineOrFault(changed);
      for (const { message } of moduleFaults(changed, LIMIT_BYTES)) {
        expect(message).toMatch(/^[^\n]+$/);
      }
    }),
    { numRuns: 2000 },
  );
});
