import { readFile } from 'node:fs/promises';
import { type EventReader, MAX_PATH_BYTES } from '../event-reader.ts';
import { FIELD_EXPECTED, FIELD_OUT_OF_RANGE, PATH_TOO_LONG, TOO_MANY_PATHS } from '../kestrel-errors.ts';
import type { Address, LuaState } from './lua-exports.ts';
import type { LuaInstance } from './lua-instance.ts';
import { compile, Instance, type WasmModule, type WasmVariable } from './web-assembly.ts';

/** What lua-bridge.wat exports; see there. */
export interface BridgeExports {
  readonly bytes: WasmVariable<number>;
  readonly peak_bytes: WasmVariable<number>;
  readonly limit_bytes: WasmVariable<number>;
  readonly text_place: WasmVariable<number>;
  readonly host_calls: WasmVariable<bigint>;
  readonly next: WasmVariable<number>;
  readonly matched: WasmVariable<number>;
  readonly row: WasmVariable<number>;
  readonly stop: WasmVariable<number>;
  alloc(unused: number, block: Address, oldBytes: number, newBytes: number): Address;
  begin(rows: Address, count: number, stopsAtMatch: number): void;
  drive(state: LuaState): number;
  say_nothing(state: LuaState): number;
  event_get_i64(state: LuaState): number;
  event_get_u64(state: LuaState): number;
  event_get_str(state: LuaState): number;
  event_get_bool(state: LuaState): number;
  re_match(state: LuaState): number;
  glob_match(state: LuaState): number;
  alert_emit(state: LuaState): number;
}

/** Texts of at most so many characters are copied one by one: calling an encoder takes longer. */
const SHORT_TEXT = 48;
const FIRST_TEXT_BYTES = 1_024;
const encoder = new TextEncoder();

let compiled: Promise<WasmModule> | undefined;

function bridgeModule(): Promise<WasmModule> {
  const file = new URL('lua-bridge.wasm', import.meta.url);
  compiled ??= readFile(file).then((bytes) => compile(bytes));
  return compiled;
}

/** Connects a Lua instance to the events that `reader` reads. */
export async function createBridge(instance: LuaInstance, reader: EventReader): Promise<BridgeExports> {
  const module = await bridgeModule();
  let roomBytes = FIRST_TEXT_BYTES;
  let room = instance.allocate(roomBytes);
  let wide = 0n;

  /** An integer as a double; NaN where it would lose digits, and `wide` holds it. */
  const narrow = (value: number | bigint): number => {
    if (typeof value === 'number') return value;
    wide = value;
    return Number.NaN;
  };
  const placeText = (text: string): number => {
    const { length } = text;
    // A UTF-16 unit takes at most three bytes.
    if (length * 3 > roomBytes) {
      instance.lua.free(room);
      roomBytes = length * 3;
      bridge.text_place.value = room = instance.allocate(roomBytes);
    }
    const { bytes } = instance;
    let at = 0;
    if (length <= SHORT_TEXT) {
      for (; at < length; at++) {
        const code = text.charCodeAt(at);
        if (code > 0x7f) break;
        bytes[room + at] = code;
      }
    }
    if (at === length) return length;
    return encoder.encodeInto(text, bytes.subarray(room, room + roomBytes)).written;
  };

  const host = {
    integer: (field: number, row: number) => narrow(reader.integer(field, row)),
    unsigned: (field: number, row: number) => narrow(reader.unsigned(field, row)),
    wide: () => wide,
    text: (field: number, row: number) => placeText(reader.text(field, row)),
    boolean: (field: number, row: number) => (reader.boolean(field, row) ? 1 : 0),
    field_of_path: (at: Address, byteLength: number) => reader.fieldOfPath(instance.text(at, byteLength)),
    field_of_number: (number: number) => reader.fieldOfNumber(number >>> 0),
    matches_regex: (id: number, at: Address, byteLength: number) =>
      reader.patterns.matchesRegex(id, instance.text(at, byteLength)) ? 1 : 0,
    matches_glob: (id: number, at: Address, byteLength: number) =>
      reader.patterns.matchesGlob(id, instance.text(at, byteLength)) ? 1 : 0,
  };
  const place = {
    length: instance.allocate(4),
    field_expected: instance.place(FIELD_EXPECTED),
    field_range: instance.place(FIELD_OUT_OF_RANGE),
    longest_path: MAX_PATH_BYTES,
    path_too_long: instance.place(PATH_TOO_LONG),
    too_many_paths: instance.place(TOO_MANY_PATHS),
  };
  const lua = { ...instance.lua };
  const bridge = new Instance(module, { lua, host, place }).exports as BridgeExports;
  bridge.text_place.value = room;
  return bridge;
}
