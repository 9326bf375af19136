import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LuaInstance } from '../../../src/engine/lua/wasmoon/lua-instance.ts';
import { HEAP_BASE, type StateHeap } from '../../../src/engine/lua/wasmoon/state-heap.ts';

const MEBIBYTE = 1024 * 1024;
const ALIGNMENT_BYTES = 16;

/** Asks for a block of so many bytes, or resizes or frees (0 bytes) one that there is. */
type Request = { readonly at: number; readonly byteLength: number };

const requests = fc.array(
  fc.record({
    at: fc.nat({ max: 20 }),
    byteLength: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 200_000 }),
    ),
  }),
  { maxLength: 200 },
);

interface Block {
  at: number;
  byteLength: number;
}

/** Does what is requested, as Lua does; calls `before` each time. */
function serve(heap: StateHeap, all: readonly Request[], before = () => {}): Map<number, Block> {
  const blocks = new Map<number, Block>();
  for (const { at, byteLength } of all) {
    before();
    const held = blocks.get(at);
    const placed = heap.alloc(0, held?.at ?? 0, held?.byteLength ?? 5, byteLength);
    if (placed === 0) blocks.delete(at);
    else blocks.set(at, { at: placed, byteLength });
  }
  return blocks;
}

describe('the heap of a state', () => {
  it('gives the same addresses whatever C allocates for itself meanwhile', async () => {
    const [quiet, busy] = [await LuaInstance.create(), await LuaInstance.create()];
    fc.assert(
      fc.property(requests, (all) => {
        const placed = serve(quiet.heap, all);
        let kept = 0;
        const disturbed = serve(busy.heap, all, () => {
          busy.lua.free(kept);
          kept = busy.lua.malloc(40);
        });
        expect(disturbed).toEqual(placed);
        for (const { heap } of [quiet, busy]) {
          for (const { at, byteLength } of placed.values()) heap.alloc(0, at, byteLength, 0);
        }
      }),
    );
  });

  it('keeps what is in a block, and blocks apart, above what C has', async () => {
    const instance = await LuaInstance.create();
    fc.assert(
      fc.property(requests, (all) => {
        const blocks = new Map<number, Block>();
        for (const { at, byteLength } of all) {
          const held = blocks.get(at);
          const placed = instance.heap.alloc(0, held?.at ?? 0, held?.byteLength ?? 5, byteLength);
          if (byteLength === 0) {
            blocks.delete(at);
            continue;
          }
          expect(placed % ALIGNMENT_BYTES).toBe(0);
          expect(placed).toBeGreaterThanOrEqual(HEAP_BASE);
          const kept = instance.bytes.subarray(placed, placed + Math.min(held?.byteLength ?? 0, byteLength));
          expect(kept.every((byte) => byte === at + 1)).toBe(true);
          instance.bytes.fill(at + 1, placed, placed + byteLength);
          blocks.set(at, { at: placed, byteLength });
        }
        for (const [mark, { at, byteLength }] of blocks) {
          expect(instance.bytes.subarray(at, at + byteLength).every((byte) => byte === mark + 1)).toBe(true);
          instance.heap.alloc(0, at, byteLength, 0);
        }
        expect(instance.heap.bytes.value).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('counts what Lua holds to the byte, and no more than the limit', async () => {
    const { heap } = await LuaInstance.create();
    heap.limit(1_000);
    const block = heap.alloc(0, 0, 5, 600);
    expect(heap.bytes.value).toBe(600);
    expect(heap.alloc(0, 0, 5, 401)).toBe(0);
    expect(heap.alloc(0, block, 600, 1_001)).toBe(0);
    expect(heap.reserve(5_000)).not.toBe(0);
    expect(heap.bytes.value).toBe(600);
    heap.alloc(0, block, 600, 10);
    expect([heap.bytes.value, heap.peak_bytes.value]).toEqual([10, 600]);
    expect(heap.alloc(0, 0, 5, 990)).not.toBe(0);
  });

  it('refuses what the memory has no room for, and has it again when it was given back', async () => {
    const { heap } = await LuaInstance.create();
    const held: number[] = [];
    for (const byteLength of [512 * MEBIBYTE, 100 * MEBIBYTE, MEBIBYTE]) {
      for (let at = heap.reserve(byteLength) >>> 0; at !== 0; at = heap.reserve(byteLength) >>> 0)
        held.push(at);
    }
    // 2 GiB, in which 512 MiB fit three times.
    expect(held.length).toBeGreaterThan(4);
    expect(heap.reserve(513 * MEBIBYTE)).toBe(0);
    heap.release(held[1]!);
    expect(heap.reserve(400 * MEBIBYTE) >>> 0).toBe(held[1]);
  });
});

describe('the heap of C', () => {
  it('does not reach into that of the state', async () => {
    const instance = await LuaInstance.create();
    const place = () => instance.allocate(200_000);
    expect(() => {
      for (;;) expect(place()).toBeLessThan(HEAP_BASE - 200_000);
    }).toThrow('no room for 200000 bytes beside a Lua state');
  });
});
