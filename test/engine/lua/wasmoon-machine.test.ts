import { expect, it, vi } from 'vitest';
import { LuaInstance } from '../../../src/engine/lua/wasmoon/lua-instance.ts';
import { loadLua } from './support.ts';

it('is broken where rows are written over in its memory', async () => {
  const create = vi.spyOn(LuaInstance, 'create');
  const text = `function pred_eval(event) return kestrel.event_get_i64(event, 'n') >= 0 end`;
  const predicate = await loadLua(text, { runtime: 'wasmoon' });
  const { memory } = (await (create.mock.results[0]!.value as Promise<LuaInstance>)).lua;
  create.mockRestore();
  const rows = Int32Array.of(80_000_001, 80_000_002, 80_000_003, 80_000_004);
  // Stands for a fault of Lua itself that lets a rule write anywhere.
  const overwrite = () => {
    const words = new Int32Array(memory.buffer);
    words[words.indexOf(80_000_004)] = 9;
  };
  predicate.bind({
    reader: () => (row) => {
      if (row === 80_000_002) overwrite();
      return 1;
    },
  });
  expect(predicate.run(rows, 4)).toMatchObject({ matched: 0 });
  expect(predicate.isSpent).toBe(true);
  expect(predicate.takeFaults()).toEqual([
    {
      kind: 'error',
      reason: 'its interpreter failed: rows of events were written over in its memory',
      row: 80_000_004,
    },
  ]);
});
