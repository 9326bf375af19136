import { describe, expect, it } from 'vitest';
import { moduleFaults } from '../../../src/engine/wasm/module-faults.ts';
import { assembled } from './wat-rule.ts';

const LIMIT_BYTES = 1024 * 1024;
const EVALUATE = '(func (export "pred_eval") (param i32) (result i32) (i32.const 0))';

async function faultsOfText(text: string, limitBytes = LIMIT_BYTES): Promise<string[]> {
  const faults = moduleFaults(await assembled(`(module ${text})`), limitBytes);
  return faults.map(({ message, advice }) => (advice === undefined ? message : `${message}. ${advice}`));
}

/** A module with one section more, as no assembler writes it. */
async function withSection(id: number, content: readonly number[]): Promise<Uint8Array> {
  return Uint8Array.of(...(await assembled(`(module ${EVALUATE})`)), id, content.length, ...content);
}

/** A module of sections that are given byte by byte. */
function moduleOf(...sections: readonly (readonly number[])[]): Uint8Array {
  const bytes = sections.flatMap(([id, ...content]) => [id!, content.length, ...content]);
  return Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, ...bytes);
}

const firstMessage = (module: Uint8Array) => moduleFaults(module, LIMIT_BYTES)[0]?.message;

describe('a module that can be a rule', () => {
  it('has no faults, whether small or with all there is', async () => {
    expect(await faultsOfText(EVALUATE)).toEqual([]);
    const all = `
      (import "kestrel" "event_get_i64" (func (param i32 i32) (result i64)))
      (import "kestrel" "event_get_u64" (func (param i32 i32) (result i64)))
      (import "kestrel" "event_get_str" (func (param i32 i32 i32 i32) (result i32)))
      (import "kestrel" "event_get_bool" (func (param i32 i32) (result i32)))
      (import "kestrel" "re_match" (func (param i32 i32 i32) (result i32)))
      (import "kestrel" "glob_match" (func (param i32 i32 i32) (result i32)))
      (import "kestrel" "alert_emit" (func (param i32) (result i32)))
      (import "kestrel" "capture_field" (func (param i32) (result i32)))
      (memory (export "memory") 1 200) (data (i32.const 0) "text") (table 3 funcref) (global (mut i32) (i32.const 1))
      (func (export "pred_init") (result i32) (i32.const 0))
      (func (export "pred_capture") (param i32) (result i32) (i32.const 0))
      (func $start) (start $start)`;
    expect(await faultsOfText(`${all} ${EVALUATE}`)).toEqual([]);
  });
});

describe('imports', () => {
  it('of anything but the host functions are refused by name', async () => {
    const [fault] = await faultsOfText(`(import "env" "memory" (memory 1)) ${EVALUATE}`);
    expect(fault).toContain('it imports the memory "env"."memory", which rules do not have');
    expect(fault).toContain('event_get_i64');
    expect(await faultsOfText(`(import "kestrel" "event_get_f64" (func)) ${EVALUATE}`)).toEqual([
      expect.stringContaining('the function "kestrel"."event_get_f64"'),
    ]);
    expect(await faultsOfText(`(import "kestrel" "re_match" (global i32)) ${EVALUATE}`)).toEqual([
      expect.stringContaining('the global "kestrel"."re_match"'),
    ]);
    expect(await faultsOfText(`(import "env" "table" (table 1 funcref)) ${EVALUATE}`)).toEqual([
      expect.stringContaining('the table "env"."table"'),
    ]);
  });

  it.each(['constructor', '__proto__', 'toString'])('under a name that objects inherit: %s', async (name) => {
    expect(await faultsOfText(`(import "kestrel" "${name}" (func)) ${EVALUATE}`)).toEqual([
      expect.stringContaining(`"kestrel"."${name}"`),
    ]);
  });

  it('come with the advice that helps', async () => {
    const abort = '(import "env" "abort" (func (param i32 i32 i32 i32)))';
    expect((await faultsOfText(`${abort} ${EVALUATE}`))[0]).toContain('--use abort=');
    const wasi = '(import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))';
    expect((await faultsOfText(`${wasi} ${EVALUATE}`))[0]).toContain('without WASI');
  });

  it('that differ in type are refused with both types', async () => {
    const threeParameters = '(import "kestrel" "event_get_str" (func (param i32 i32 i32) (result i32)))';
    expect(await faultsOfText(`${threeParameters} ${EVALUATE}`)).toEqual([
      'it imports "kestrel"."event_get_str" as (i32, i32, i32) -> i32. Its type is (i32, i32, i32, i32) -> i32.',
    ]);
    const noResult = '(import "kestrel" "alert_emit" (func (param i32)))';
    expect(await faultsOfText(`${noResult} ${EVALUATE}`)).toEqual([
      'it imports "kestrel"."alert_emit" as (i32) -> (). Its type is (i32) -> i32.',
    ]);
  });

  it('are not all listed where they are many', async () => {
    const imports = Array.from({ length: 30 }, (_, at) => `(import "env" "f${at}" (func))`).join('');
    const faults = await faultsOfText(`${imports} ${EVALUATE}`);
    expect(faults).toHaveLength(11);
    expect(faults.at(-1)).toBe('20 more of its imports cannot be met');
  });
});

describe('exports', () => {
  it('must have pred_eval', async () => {
    expect(await faultsOfText('(func)')).toEqual([
      'it does not export pred_eval. Export a function pred_eval of type (i32) -> i32.',
    ]);
  });

  it('must have their types', async () => {
    expect(
      await faultsOfText('(func (export "pred_eval") (param i32 i32) (result i32) (i32.const 0))'),
    ).toEqual(['it exports pred_eval as (i32, i32) -> i32. Its type is (i32) -> i32.']);
    expect(await faultsOfText('(global (export "pred_eval") i32 (i32.const 0))')).toEqual([
      'it exports pred_eval as a global. Its type is (i32) -> i32.',
    ]);
    expect(await faultsOfText(`(func (export "pred_init")) ${EVALUATE}`)).toEqual([
      'it exports pred_init as () -> (). Its type is () -> i32.',
    ]);
    expect(
      await faultsOfText(`(func (export "pred_capture") (result i32) (i32.const 0)) ${EVALUATE}`),
    ).toEqual(['it exports pred_capture as () -> i32. Its type is (i32) -> i32.']);
    expect(await faultsOfText(`(func (export "memory")) ${EVALUATE}`)).toEqual([
      'it exports a function under the name "memory", which is that of its memory',
    ]);
  });
});

describe('escape attempt: memory', () => {
  it('of 64-bit addresses is refused', async () => {
    expect(firstMessage(moduleOf([5, 1, 0x04, 1]))).toMatch(/pred_eval/);
    const faults = moduleFaults(await withSectionBeforeExports([5, 3, 1, 0x04, 1]), LIMIT_BYTES);
    expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('memory64')]);
  });

  it('shared between threads is refused', async () => {
    const faults = moduleFaults(await withSectionBeforeExports([5, 4, 1, 0x03, 1, 1]), LIMIT_BYTES);
    expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('shared between threads')]);
  });

  it('of 4 GiB from the start is refused with both sizes', async () => {
    expect(await faultsOfText(`(memory 65536) ${EVALUATE}`)).toEqual([
      'it starts with 4294967296 bytes of memory, more than its limit of 1048576. ' +
        'Compile it with less initial memory, or raise the memory limit.',
    ]);
    expect(await faultsOfText(`(memory 17) ${EVALUATE}`)).toHaveLength(1);
    expect(await faultsOfText(`(memory 16) ${EVALUATE}`)).toEqual([]);
  });

  it('in the plural is refused', async () => {
    const faults = moduleFaults(await withSectionBeforeExports([5, 5, 2, 0, 1, 0, 1]), LIMIT_BYTES);
    expect(faults.map(({ message }) => message)).toEqual(['it has 2 memories, where rules have one at most']);
  });

  it('with flags that nobody knows is refused', async () => {
    const faults = moduleFaults(await withSectionBeforeExports([5, 3, 1, 0x08, 1]), LIMIT_BYTES);
    expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('flags 0x8')]);
  });

  it('in tables is refused beyond what compilers need', async () => {
    expect(await faultsOfText(`(table 65537 funcref) ${EVALUATE}`)).toEqual([
      'a table starts with 65537 entries, more than 65536',
    ]);
    expect(await faultsOfText(`${'(table 1 funcref)'.repeat(9)} ${EVALUATE}`)).toEqual([
      'it has 9 tables, more than 8',
    ]);
  });

  it('of the garbage collector is refused, as no limit would cover it', () => {
    expect(firstMessage(moduleOf([1, 1, 0x5f, 0]))).toMatch(/garbage collection/);
  });

  it('asked for by a long list is refused before it is taken', () => {
    expect(firstMessage(moduleOf([1, 0xff, 0xff, 0xff, 0xff, 0x0f]))).toMatch(/4294967295 entries/);
  });
});

describe('a module that is not sound', () => {
  it.each([
    ['nothing', new Uint8Array(), /does not begin like/],
    ['text', Buffer.from('(module)'), /does not begin like/],
    ['version 2', Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0), /does not begin like/],
    ['a section that is cut', Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 9), /ends in the middle/],
    ['a section twice', moduleOf([1, 0], [1, 0]), /section 1 is there twice/],
    ['exceptions', moduleOf([13, 0]), /section 13 .*exceptions/],
    ['bytes behind a list', moduleOf([1, 0, 7]), /does not end where it should/],
    ['a number of 40 bits', moduleOf([1, 0xff, 0xff, 0xff, 0xff, 0x7f]), /larger than 32 bits/],
    ['a number without end', moduleOf([1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]), /larger than 32 bits/],
  ])('says so: %s', (_, module, message) => {
    expect(firstMessage(module)).toMatch(message);
  });

  it('says so in the words of the compiler where only that sees it', async () => {
    expect(firstMessage(await withSection(4, [0]))).toMatch(/^it is not a valid module: .*section/);
    const badCode = moduleOf(
      [1, 1, 0x60, 1, 0x7f, 1, 0x7f],
      [3, 1, 0],
      [7, 1, 9, ...Buffer.from('pred_eval'), 0, 0],
      [10, 1, 2, 0, 0x0b],
    );
    expect(firstMessage(badCode)).toMatch(/^it is not a valid module: Compiling function #0/);
  });

  it('says so where it takes the names by which its sizes are read', async () => {
    const taken = await assembled(`(module (memory (export "kestrel-perf:memory") 1) ${EVALUATE})`);
    expect(firstMessage(taken)).toMatch(
      /^it is not a valid module: Duplicate export name 'kestrel-perf:memory'/,
    );
  });

  it('is not even read where it is too large', () => {
    expect(firstMessage(new Uint8Array(16 * 1024 * 1024 + 1))).toMatch(/more than 16777216/);
  });
});

/** A sound module with one section put in before its exports. */
async function withSectionBeforeExports(section: readonly number[]): Promise<Uint8Array> {
  const module = await assembled(`(module ${EVALUATE})`);
  const exportsAt = Buffer.from(module).indexOf(Uint8Array.of(7, 13, 1, 9));
  return Uint8Array.of(...module.subarray(0, exportsAt), ...section, ...module.subarray(exportsAt));
}

describe('a function', () => {
  const ofSize = (bytes: number) => {
    // Locals, an operation that does nothing, and the result take what is left of the bytes.
    const nops = 'nop '.repeat(bytes - 4);
    return faultsOfText(`(func (export "pred_eval") (param i32) (result i32) ${nops} (i32.const 0))`);
  };

  it('may have 256 KiB of code and no more', async () => {
    expect(await ofSize(256 * 1024)).toEqual([]);
    expect(await ofSize(256 * 1024 + 1)).toEqual([
      'one of its functions has 262145 bytes of code, more than 262144. Split the function, or let the compiler inline less.',
    ]);
  });
});
