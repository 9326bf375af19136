import { describe, expect, it } from 'vitest';
import { assembleWat } from '../../../src/engine/wasm/assemble-wat.ts';
import { instantiate } from './wat-rule.ts';

async function faults(text: string) {
  const result = await assembleWat(text, 'packs/a rule: 1:2.wat');
  return 'faults' in result ? result.faults : 'none';
}

describe('assembleWat', () => {
  it('gives a module that runs', async () => {
    const { answer } = await instantiate('(module (func (export "answer") (result i32) (i32.const 42)))');
    expect(answer!()).toBe(42);
  });

  it('knows what rules may use beyond the first version', async () => {
    const text = `(module (memory 1) (func (export "f") (result i32 i32)
      (memory.fill (i32.const 0) (i32.const 7) (i32.const 4))
      (i32.extend8_s (i32.const 255)) (i32.load8_u (i32.const 3))))`;
    expect((await instantiate(text)).f!()).toEqual([-1, 7]);
  });

  it('says where and what is wrong', async () => {
    expect(await faults('(module\n  (func (result i32)\n    i64.const 1))')).toEqual([
      { line: 3, column: 5, message: 'type mismatch in implicit return, expected [i32] but got [i64]' },
    ]);
    expect(await faults('(module (func (call $nowhere)))')).toEqual([
      { line: 1, column: 21, message: 'undefined function variable "$nowhere"' },
    ]);
    expect(await faults('(module (func (call 9)))')).toEqual([
      { line: 1, column: 21, message: 'function variable out of range: 9 (max 1)' },
    ]);
    expect(await faults('(module')).toMatchObject([{ line: 1, column: 8 }]);
  });

  it('counts columns in characters', async () => {
    expect(await faults('(module (; äöü💥 ;) (func (call $x)))')).toMatchObject([{ line: 1, column: 33 }]);
  });

  it('writes texts in UTF-8', async () => {
    const result = await assembleWat('(module (memory 1) (data (i32.const 0) "größe"))', 'a.wat');
    expect('module' in result && Buffer.from(result.module).includes('größe')).toBe(true);
  });

  it('gives up a text that would take for ever, and assembles the next', async () => {
    const nested = `(module (func ${'block '.repeat(400)}${'end '.repeat(400)}))`;
    const result = await assembleWat(nested, 'a.wat', 100);
    expect(result).toEqual({
      faults: [
        {
          line: 1,
          column: 1,
          message: 'it could not be assembled within 100 ms: blocks may nest too deeply',
        },
      ],
    });
    expect(await faults('(module)')).toBe('none');
  });

  it('names the first twenty of many faults, without reading the line for each of them', async () => {
    expect(await faults(`(module (func ${'call $a '.repeat(20_000)}))`)).toHaveLength(20);
  });

  it('helps with comments that have one semicolon', async () => {
    expect(await faults('(module\n  (func ; comment\n  ))')).toContainEqual({
      line: 2,
      column: 9,
      message: 'a comment begins with two semicolons, ";;"',
    });
  });

  it.each([
    ['shared memory', '(module (memory 1 1 shared))'],
    ['exceptions', '(module (tag))'],
    ['tail calls', '(module (func $f (return_call $f)))'],
    ['garbage collection', '(module (type (struct)))'],
  ])('refuses %s', async (_, text) => {
    expect(await faults(text)).toMatchObject([{ line: 1 }]);
  });

  it('survives texts that nest too deeply, and works afterwards', async () => {
    const deep = `(module (func ${'(block '.repeat(20_000)}${')'.repeat(20_000)}))`;
    const tooDeep = { line: 1, column: 1, message: 'it is too deeply nested or too large to be assembled' };
    expect(await faults(deep)).toEqual([tooDeep]);
    expect(await faults('(module)')).toBe('none');
  });

  it('refuses a text that is too long', async () => {
    expect(await faults(' '.repeat(4 * 1024 * 1024 + 1))).toMatchObject([{ line: 1, column: 1 }]);
  });

  it('gives a module that later texts leave alone', async () => {
    const first = await assembleWat('(module (func (export "a")))', 'a.wat');
    const before = 'module' in first ? [...first.module] : [];
    await assembleWat(`(module ${'(func (export "b"))'})`, 'b.wat');
    expect('module' in first && [...first.module]).toEqual(before);
  });
});
