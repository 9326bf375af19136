import { type EventReader, MAX_PATH_BYTES } from '../event-reader.ts';
import { FIELD_EXPECTED, FIELD_OUT_OF_RANGE, PATH_TOO_LONG, TOO_MANY_PATHS } from '../kestrel-errors.ts';
import { LUA_TYPE } from '../lua-stack.ts';
import type { Fengari, FengariFunction, FengariState } from './fengari-api.ts';
import { bytesOf, textOf } from './fengari-stack.ts';

/** Numbers of fields have 32 bits; those of 31 bits need no detour. */
const MAX_FIELD = 0xffffffff;
const MAX_NARROW = 0x7fffffff;

/** Where the functions read, and what they count. */
export interface KestrelContext {
  readonly row: number;
  hostCalls: number;
}

/** The functions of the table `kestrel`. */
export function kestrelFunctions(
  fengari: Fengari,
  reader: EventReader,
  context: KestrelContext,
): Readonly<Record<string, FengariFunction>> {
  /** The field that the second argument names. */
  const field = (state: FengariState): number => {
    context.hostCalls++;
    fengari.luaL_checknumber(state, 1);
    switch (fengari.lua_type(state, 2)) {
      case LUA_TYPE.number: {
        const number = fengari.luaL_checkinteger(state, 2);
        if (number < 0 || number > MAX_FIELD) fengari.luaL_argerror(state, 2, bytesOf(FIELD_OUT_OF_RANGE));
        return number > MAX_NARROW ? reader.fieldOfNumber(Number(number)) : Number(number);
      }
      case LUA_TYPE.string: {
        const path = fengari.lua_tostring(state, 2);
        if (path.length > MAX_PATH_BYTES) fengari.luaL_argerror(state, 2, bytesOf(PATH_TOO_LONG));
        return reader.fieldOfPath(textOf(path)) || fengari.luaL_argerror(state, 2, bytesOf(TOO_MANY_PATHS));
      }
      default: {
        const got = textOf(fengari.luaL_typename(state, 2));
        return fengari.luaL_argerror(state, 2, bytesOf(`${FIELD_EXPECTED} expected, got ${got}`));
      }
    }
  };
  const pushText = (state: FengariState, text: string): void => {
    const bytes = bytesOf(text);
    fengari.lua_pushlstring(state, bytes, bytes.length);
  };
  /** The pattern that the first argument names; 0 where there can be none. */
  const pattern = (state: FengariState): number => {
    context.hostCalls++;
    const id = fengari.luaL_checkinteger(state, 1);
    return id < 0 || id > MAX_NARROW ? 0 : Number(id);
  };
  const secondText = (state: FengariState) => textOf(fengari.luaL_checkstring(state, 2));

  return {
    event_get_i64(state) {
      fengari.lua_pushinteger(state, reader.integer(field(state), context.row));
      return 1;
    },
    event_get_u64(state) {
      const value = reader.unsigned(field(state), context.row);
      if (typeof value === 'number' && value >= 2 ** 63) fengari.lua_pushnumber(state, value);
      else fengari.lua_pushinteger(state, value);
      return 1;
    },
    event_get_str(state) {
      pushText(state, reader.text(field(state), context.row));
      return 1;
    },
    event_get_bool(state) {
      fengari.lua_pushboolean(state, reader.boolean(field(state), context.row));
      return 1;
    },
    re_match(state) {
      const id = pattern(state);
      fengari.lua_pushboolean(state, reader.patterns.matchesRegex(id, secondText(state)));
      return 1;
    },
    glob_match(state) {
      const id = pattern(state);
      fengari.lua_pushboolean(state, reader.patterns.matchesGlob(id, secondText(state)));
      return 1;
    },
    alert_emit(state) {
      context.hostCalls++;
      fengari.luaL_checknumber(state, 1);
      fengari.lua_pushinteger(state, 0);
      return 1;
    },
  };
}
