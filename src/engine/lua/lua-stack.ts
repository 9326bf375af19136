import { CAPTURED_BYTES, type CapturedValue, MAX_CAPTURES } from './captures.ts';
import { type LuaFailure, nonTextError } from './lua-fault.ts';

/** Types of Lua values, as `lua_type` gives them in every version. */
export const LUA_TYPE = { nil: 0, boolean: 1, number: 3, string: 4, table: 5, function: 6 } as const;

/** Of an error's text a report shows much less. */
const LONGEST_MESSAGE_BYTES = 4_096;

/**
 * A Lua state, used from outside. Values stay on its stack: 1 is the first of them, -1 the last one pushed. None of
 * this runs code of the rule but {@link call}.
 */
export abstract class LuaStack {
  /** Compiles a text, never bytecode, and pushes what it is as a function. */
  abstract compile(text: string, chunkName: string): LuaFailure | undefined;
  /** Calls the function that was pushed before its arguments; pushes its results, so many, or nothing. */
  abstract call(args: number, results: number): LuaFailure | undefined;
  abstract pushValue(index: number): void;
  abstract pushNil(): void;
  /** Pushes an event's handle, which is 0. */
  abstract pushHandle(): void;
  /** Pushes a global, as a raw access finds it; returns its type. */
  abstract pushGlobal(name: string): number;
  abstract pop(count?: number): void;
  abstract type(index: number): number;
  abstract typeName(index: number): string;
  /** A boolean, number or string, of which no more than so many bytes are read; undefined for everything else. */
  abstract scalar(index: number, longestBytes: number): CapturedValue | undefined;
  /** Takes a key from the top and pushes the next key of the table below, and its value; false after the last. */
  protected abstract next(): boolean;

  isNil(index: number): boolean {
    return this.type(index) === LUA_TYPE.nil;
  }

  /** What a report can show of a value: of a number or boolean itself, else what it is. */
  describe(index: number): string {
    if (this.type(index) === LUA_TYPE.string) return 'a string';
    const value = this.scalar(index, 0);
    if (value === undefined) return this.isNil(index) ? 'nil' : `a ${this.typeName(index)}`;
    return String(value);
  }

  /** The entries of the table at the top whose keys and values can be shown, at most {@link MAX_CAPTURES}. */
  entries(): readonly (readonly [string, CapturedValue])[] {
    const entries: [string, CapturedValue][] = [];
    this.pushNil();
    while (this.next()) {
      const key = this.scalar(-2, CAPTURED_BYTES);
      const value = this.scalar(-1, CAPTURED_BYTES);
      if (key !== undefined && value !== undefined) entries.push([String(key), value]);
      this.pop();
      if (entries.length < MAX_CAPTURES) continue;
      this.pop();
      break;
    }
    return entries;
  }

  /** The error at the top, which is popped. */
  protected takeFailure(isMemory: boolean): LuaFailure {
    const message = this.scalar(-1, LONGEST_MESSAGE_BYTES)?.toString() ?? nonTextError(this.typeName(-1));
    this.pop();
    return { message, isMemory };
  }
}
