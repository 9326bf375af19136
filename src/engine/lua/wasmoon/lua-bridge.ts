import { readFile } from 'node:fs/promises';
import { type EventReader, MAX_PATH_BYTES } from '../event-reader.ts';
import { FIELD_EXPECTED, FIELD_OUT_OF_RANGE, PATH_TOO_LONG, TOO_MANY_PATHS } from '../kestrel-errors.ts';
import type { Address, LuaState } from './lua-exports.ts';
import type { LuaInstance } from './lua-instance.ts';
import { compile, Instance, type WasmModule, type WasmVariable } from './web-assembly.ts';

/** What lua-bridge.wat exports; see there. */
export interface BridgeExports {
  readonly text_place: WasmVariable<number>;
  readonly host_calls: WasmVariable<bigint>;
  readonly place: WasmVariable<number>;
  readonly matched: WasmVariable<number>;
  readonly stop: WasmVariable<number>;
  begin(rows: Address, count: number, stopsAtMatch: number): void;
  drive(state: LuaState): number;
  evaluate(state: LuaState): number;
  attend(state: LuaState): number;
  line_hook(state: LuaState, debug: Address): void;
  say_nothing(state: LuaState): number;
  event_get_i64(state: LuaState): number;
  event_get_u64(state: LuaState): number;
  event_get_str(state: LuaState): number;
  event_get_bool(state: LuaState): number;
  re_match(state: LuaState): number;
  glob_match(state: LuaState): number;
  alert_emit(state: LuaState): number;
}

/** What is told while Lua's hook is on, see `line_hook` in lua-bridge.wat; returns the frame that runs now, or 0. */
export interface LineHook {
  lineBegan(state: LuaState, debug: Address, line: number, frame: Address, passedBy: number): Address;
  callEnded(frame: Address, caller: Address, passedBy: number): Address;
}

/** Room in a state's memory in which texts of events are handed over. */
interface TextRoom {
  readonly at: Address;
  readonly byteLength: number;
}

/** What stands between one Lua instance and the program. */
export interface LuaBridge {
  readonly exports: BridgeExports;
  /** What events are read through. */
  reader: EventReader;
  textRoom: TextRoom;
  lineHook: LineHook | undefined;
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
export async function createBridge(instance: LuaInstance, reader: EventReader): Promise<LuaBridge> {
  const module = await bridgeModule();
  const textRoom = { at: instance.reserve(FIRST_TEXT_BYTES), byteLength: FIRST_TEXT_BYTES };
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
    if (length * 3 > bridge.textRoom.byteLength) {
      instance.heap.release(bridge.textRoom.at);
      bridge.textRoom = { at: instance.reserve(length * 3), byteLength: length * 3 };
      bridge.exports.text_place.value = bridge.textRoom.at;
    }
    const { bytes } = instance;
    const { at: room, byteLength: roomBytes } = bridge.textRoom;
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
    integer: (field: number, row: number) => narrow(bridge.reader.integer(field, row)),
    unsigned: (field: number, row: number) => narrow(bridge.reader.unsigned(field, row)),
    wide: () => wide,
    text: (field: number, row: number) => placeText(bridge.reader.text(field, row)),
    boolean: (field: number, row: number) => (bridge.reader.boolean(field, row) ? 1 : 0),
    field_of_path: (at: Address, byteLength: number) =>
      bridge.reader.fieldOfPath(instance.text(at, byteLength)),
    field_of_number: (number: number) => bridge.reader.fieldOfNumber(number >>> 0),
    matches_regex: (id: number, at: Address, byteLength: number) =>
      bridge.reader.patterns.matchesRegex(id, instance.text(at, byteLength)) ? 1 : 0,
    matches_glob: (id: number, at: Address, byteLength: number) =>
      bridge.reader.patterns.matchesGlob(id, instance.text(at, byteLength)) ? 1 : 0,
    line_began: (state: LuaState, debug: Address, line: number, frame: Address, passedBy: number) =>
      bridge.lineHook?.lineBegan(state, debug, line, frame, passedBy) ?? 0,
    call_ended: (frame: Address, caller: Address, passedBy: number) =>
      bridge.lineHook?.callEnded(frame, caller, passedBy) ?? 0,
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
  const exports = new Instance(module, { lua, host, place }).exports as BridgeExports;
  exports.text_place.value = textRoom.at;
  const bridge: LuaBridge = { exports, reader, textRoom, lineHook: undefined };
  return bridge;
}
