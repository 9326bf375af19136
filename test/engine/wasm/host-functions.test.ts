import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../src/engine/events/field-value.ts';
import { KESTREL_FIELDS } from '../../../src/engine/events/kestrel-fields.ts';
import { PatternSet } from '../../../src/engine/predicate/pattern-set.ts';
import { GuestMemory } from '../../../src/engine/wasm/guest-memory.ts';
import { HostFunctions } from '../../../src/engine/wasm/host-functions.ts';
import { HOST_SIGNATURES, type HostFunctionName } from '../../../src/engine/wasm/host-signatures.ts';
import { printFunctionType } from '../../../src/engine/wasm/wasm-types.ts';
import { fieldsOf, instantiate, type PlainEvent } from './wat-rule.ts';

const PAGE_BYTES = 65_536;
const PID = 2;
const NAME = 3;
const UNKNOWN = 999;

type Call = (...parameters: number[]) => number | bigint;

/** All host functions as Wasm sees them, for one event; a module exports each under its name. */
async function hostFor(
  event: PlainEvent | undefined,
  patterns = new PatternSet([], []),
  keepCaptures = true,
) {
  const host = new HostFunctions(
    new Map(KESTREL_FIELDS.map((field) => [field.id, field])),
    patterns,
    keepCaptures,
  );
  if (event !== undefined) {
    host.bind(fieldsOf([event]));
    host.beginEvent(0);
  }
  const names = Object.keys(HOST_SIGNATURES) as HostFunctionName[];
  const relays = names.map((name) => {
    const { parameters, results } = HOST_SIGNATURES[name];
    const type = `(param ${parameters.join(' ')}) (result ${results[0]})`;
    const passed = parameters.map((_, at) => `(local.get ${at})`).join(' ');
    return {
      imported: `(import "kestrel" "${name}" (func $${name} ${type}))`,
      relay: `(func (export "${name}") ${type} (call $${name} ${passed}))`,
    };
  });
  const text = `(module ${relays.map(({ imported }) => imported).join('')} (memory (export "memory") 1 4)
    (func (export "grow") (result i32) (memory.grow (i32.const 1)))
    ${relays.map(({ relay }) => relay).join('')})`;
  const exports = await instantiate(text, { kestrel: host.imports() });
  const memory = exports.memory as unknown as { readonly buffer: ArrayBuffer };
  host.memory = new GuestMemory(memory);
  const call = (name: HostFunctionName, ...parameters: number[]) => (exports[name] as Call)(...parameters);
  const bytes = (start: number, end: number) => Buffer.from(memory.buffer).subarray(start, end);
  return { host, call, bytes, grow: exports.grow! };
}

const readAs = async (name: HostFunctionName, value: FieldValue) =>
  (await hostFor({ 'process.pid': value })).call(name, 0, PID);

it('have the types that the documentation of Kestrel gives', () => {
  const printed = Object.entries(HOST_SIGNATURES).map(([name, type]) => `${name} ${printFunctionType(type)}`);
  expect(printed).toEqual([
    'event_get_i64 (i32, i32) -> i64',
    'event_get_u64 (i32, i32) -> i64',
    'event_get_str (i32, i32, i32, i32) -> i32',
    'event_get_bool (i32, i32) -> i32',
    're_match (i32, i32, i32) -> i32',
    'glob_match (i32, i32, i32) -> i32',
    'alert_emit (i32) -> i32',
    'capture_field (i32) -> i32',
  ]);
});

describe('numbers', () => {
  // As Wasm returns an i64, it is signed here; the bits are those of event_get_u64.
  const cases: readonly [value: FieldValue, i64: bigint, u64: bigint, bool: number][] = [
    [0, 0n, 0n, 0],
    [-0, 0n, 0n, 0],
    [4242, 4242n, 4242n, 1],
    [-1, -1n, 0n, 1],
    [2 ** 31, 2n ** 31n, 2n ** 31n, 1],
    [2 ** 53 - 1, 2n ** 53n - 1n, 2n ** 53n - 1n, 1],
    [-(2 ** 53 - 1), -(2n ** 53n) + 1n, 0n, 1],
    [2 ** 62, 2n ** 62n, 2n ** 62n, 1],
    [1_767_225_600_123_456_789n, 1_767_225_600_123_456_789n, 1_767_225_600_123_456_789n, 1],
    [2n ** 63n - 1n, 2n ** 63n - 1n, 2n ** 63n - 1n, 1],
    [-(2n ** 63n), -(2n ** 63n), 0n, 1],
    [2n ** 63n, 0n, -(2n ** 63n), 1],
    [2n ** 64n - 1n, 0n, -1n, 1],
    [2n ** 64n, 0n, 0n, 0],
    [-(2n ** 63n) - 1n, 0n, 0n, 0],
    [1e300, 0n, 0n, 0],
    [1.5, 0n, 0n, 0],
    ['4242', 0n, 0n, 0],
    [true, 0n, 0n, 1],
    [false, 0n, 0n, 0],
    [[7, 8], 7n, 7n, 1],
    [[false, true], 0n, 0n, 0],
    [undefined, 0n, 0n, 0],
  ];
  it.each(cases)('%s', async (value, i64, u64, bool) => {
    expect(await readAs('event_get_i64', value)).toBe(i64);
    expect(await readAs('event_get_u64', value)).toBe(u64);
    expect(await readAs('event_get_bool', value)).toBe(bool);
  });

  it('are 0 for fields that no number stands for', async () => {
    const { call } = await hostFor({ 'process.pid': 1 });
    for (const field of [UNKNOWN, 0, -1, 0x7fffffff]) {
      expect(call('event_get_i64', 0, field)).toBe(0n);
      expect(call('event_get_bool', 0, field)).toBe(0);
      expect(call('event_get_str', 0, field, 0, 9)).toBe(0);
    }
  });

  it('are read whatever the handle', async () => {
    const { call } = await hostFor({ 'process.pid': 5 });
    expect(call('event_get_i64', -7, PID)).toBe(5n);
  });
});

describe('event_get_str', () => {
  it('copies the text and tells its length in bytes', async () => {
    const { call, bytes } = await hostFor({ 'process.name': 'cmd.exe' });
    expect(call('event_get_str', 0, NAME, 100, 64)).toBe(7);
    expect(bytes(99, 108).toString('latin1')).toBe('\0cmd.exe\0');
  });

  it('copies no more than there is room for', async () => {
    const { call, bytes } = await hostFor({ 'process.name': 'powershell.exe' });
    expect(call('event_get_str', 0, NAME, 0, 5)).toBe(5);
    expect(bytes(0, 6).toString('latin1')).toBe('power\0');
    expect(call('event_get_str', 0, NAME, 0, 0)).toBe(0);
  });

  it('escape attempt: text cut inside a code point', async () => {
    const { call, bytes } = await hostFor({ 'process.name': 'aé💥z' });
    const whole = Buffer.from('aé💥z');
    for (let room = 0; room <= whole.length + 1; room++) {
      const count = Math.min(room, whole.length);
      expect(call('event_get_str', 0, NAME, 0, room)).toBe(count);
      expect(bytes(0, count)).toEqual(whole.subarray(0, count));
    }
  });

  it('cuts long texts at the same byte as short ones', async () => {
    const text = `${'x'.repeat(99)}💥${'y'.repeat(200)}`;
    const { call, bytes } = await hostFor({ 'process.name': text });
    for (const room of [99, 100, 101, 102, 103, 104, 303, 400]) {
      const whole = Buffer.from(text).subarray(0, room);
      expect(call('event_get_str', 0, NAME, 0, room)).toBe(whole.length);
      expect(bytes(0, whole.length)).toEqual(whole);
    }
  });

  it('keeps NUL, and replaces half of a pair', async () => {
    const { call, bytes } = await hostFor({ 'process.name': 'a\0b\ud800' });
    expect(call('event_get_str', 0, NAME, 0, 64)).toBe(6);
    expect(bytes(0, 6).toString('utf8')).toBe('a\0b�');
  });

  it('gives 0 for what is no text', async () => {
    for (const value of [5, 5n, true, [5, 'text'], undefined]) {
      const { call } = await hostFor({ 'process.name': value });
      expect(call('event_get_str', 0, NAME, 0, 64)).toBe(0);
    }
    const { call } = await hostFor({ 'process.name': ['first', 'second'] });
    expect(call('event_get_str', 0, NAME, 0, 64)).toBe(5);
  });

  it('escape attempt: pointers out of bounds', async () => {
    for (const text of ['cmd.exe', 'é'.repeat(100)]) {
      const length = Buffer.byteLength(text);
      const { call, bytes } = await hostFor({ 'process.name': text });
      const before = Buffer.from(bytes(0, PAGE_BYTES));
      for (const pointer of [PAGE_BYTES - length + 1, PAGE_BYTES, -1, 0x7fffffff, -0x80000000]) {
        expect(call('event_get_str', 0, NAME, pointer, 1000)).toBe(0);
      }
      expect(bytes(0, PAGE_BYTES)).toEqual(before);
      expect(call('event_get_str', 0, NAME, PAGE_BYTES - length, -1)).toBe(length);
    }
  });

  it('writes to the memory as it is after it has grown', async () => {
    const { call, bytes, grow } = await hostFor({ 'process.name': 'cmd.exe' });
    expect(grow()).toBe(1);
    expect(call('event_get_str', 0, NAME, PAGE_BYTES + 1, 64)).toBe(7);
    expect(bytes(PAGE_BYTES + 1, PAGE_BYTES + 8).toString()).toBe('cmd.exe');
  });

  it('gives 0 where no memory is exported', async () => {
    const { call, host } = await hostFor({ 'process.name': 'cmd.exe' });
    host.memory = undefined;
    expect(call('event_get_str', 0, NAME, 0, 64)).toBe(0);
    expect(call('re_match', 1, 0, 0)).toBe(0);
  });
});

describe('re_match and glob_match', () => {
  const patterns = new PatternSet(['^sudo', 'é$'], ['*.sh']);

  async function matching(text: string | Buffer) {
    const made = await hostFor({}, patterns);
    const length = made.bytes(50, PAGE_BYTES).write(text.toString('latin1'), 'latin1');
    return { ...made, length };
  }

  it('match texts in memory by the numbers of patterns', async () => {
    const { call, length } = await matching('sudo run.sh');
    expect(call('re_match', 1, 50, length)).toBe(1);
    expect(call('re_match', 1, 51, length - 1)).toBe(0);
    expect(call('glob_match', 1, 50, length)).toBe(1);
    expect(call('glob_match', 1, 50, length - 1)).toBe(0);
    for (const id of [0, 3, -1]) expect(call('re_match', id, 50, length)).toBe(0);
  });

  it('read UTF-8 and match nothing that is none', async () => {
    const { call, length } = await matching(Buffer.from('é'));
    expect(call('re_match', 2, 50, length)).toBe(1);
    expect(call('re_match', 2, 50, length - 1)).toBe(0);
    const surrogate = await matching(Buffer.from([0xed, 0xa0, 0x80, 0xc3, 0xa9]));
    expect(surrogate.call('re_match', 2, 50, surrogate.length)).toBe(0);
  });

  it('do not take a byte order mark away', async () => {
    const { call, length } = await matching(Buffer.from('\ufeffsudo'));
    expect(call('re_match', 1, 50, length)).toBe(0);
  });

  it('escape attempt: pointers out of bounds', async () => {
    const { call } = await hostFor({}, new PatternSet([''], ['*']));
    expect(call('re_match', 1, 0, PAGE_BYTES)).toBe(1);
    expect(call('re_match', 1, 0, PAGE_BYTES + 1)).toBe(0);
    for (const pointer of [PAGE_BYTES + 1, -1, 0x7fffffff]) {
      expect(call('re_match', 1, pointer, 0)).toBe(0);
      expect(call('glob_match', 1, pointer, -1)).toBe(0);
    }
  });
});

describe('alert_emit and capture_field', () => {
  it('return what Kestrel returns', async () => {
    const { call } = await hostFor({ 'process.pid': 5 });
    expect(call('alert_emit', 0)).toBe(0);
    expect(call('capture_field', PID)).toBe(0);
    expect(call('capture_field', NAME)).toBe(-2);
    expect(call('capture_field', UNKNOWN)).toBe(-2);
  });

  it('know when no event is at hand', async () => {
    const { call } = await hostFor(undefined);
    expect(call('alert_emit', 0)).toBe(-1);
    expect(call('capture_field', PID)).toBe(-1);
    expect(call('event_get_i64', 0, PID)).toBe(0n);
    expect(call('event_get_str', 0, NAME, 0, 9)).toBe(0);
  });

  it('keep what was captured under the path of its field, the first of several', async () => {
    const { call, host } = await hostFor({
      'process.pid': 5,
      'process.name': ['a', 'b'],
      'file.size': 2n ** 60n,
    });
    for (const field of [PID, NAME, 22, PID]) call('capture_field', field);
    expect(host.captures).toEqual({ 'process.pid': 5, 'process.name': 'a', 'file.size': 2n ** 60n });
  });

  it('keep nothing where nobody wants it', async () => {
    const { call, host } = await hostFor({ 'process.pid': 5 }, new PatternSet([], []), false);
    expect(call('capture_field', PID)).toBe(0);
    expect(host.captures).toBeUndefined();
  });
});

it('are counted, each call once', async () => {
  const { call, host } = await hostFor(
    { 'process.pid': 2n ** 60n, 'process.name': 'a' },
    new PatternSet(['a'], ['a']),
  );
  call('event_get_i64', 0, PID);
  call('event_get_u64', 0, PID);
  call('event_get_bool', 0, PID);
  call('event_get_str', 0, NAME, 0, 9);
  call('re_match', 1, 0, 1);
  call('glob_match', 1, 0, 1);
  call('alert_emit', 0);
  call('capture_field', PID);
  expect(host.calls).toBe(8);
});
