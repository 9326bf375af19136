import type { Patch } from './apply-patches.ts';

/**
 * What makes fengari 0.1.5 give the same answers as Lua with 64-bit integers: its own have 32 bits. `host` is in
 * scope of every file, see load-fengari.ts. Where it differs otherwise from Lua in C (hashes of strings that collide,
 * how floats are written), and where memory is counted, is here too.
 */
export const FENGARI_PATCHES: Readonly<Record<string, readonly Patch[]>> = {
  'lapi.js': [
    {
      from: `typeof n === "number" && (n|0) === n);\n};\n\nconst isvalid`,
      to: `host.int64.isInteger(n));\n};\n\nconst isvalid`,
    },
  ],
  'lauxlib.js': [
    // What the libraries ask for so are positions and lengths: beyond 2^53 only the size matters.
    {
      from: 'interror(L, arg);\n    return d;',
      to: 'interror(L, arg);\n    return typeof d === "bigint" ? Number(d) : d;',
    },
    {
      from: 'let newend = B.n + sz;',
      to: 'let newend = B.n + sz; B.L.l_G.meter.reserve(newend);',
    },
  ],
  'lbaselib.js': [
    {
      from: 'const b_str2int = function(s, base) {',
      to: 'const b_str2int = function(s, base) { return host.int64.parseInBase(s, base);',
    },
  ],
  // Its handler of JavaScript's exceptions fails within Lua functions, and errors come out as functions.
  'ldo.js': [
    {
      from: 'let atnativeerror = L.l_G.atnativeerror;',
      to: 'lj.status = host.statusOf(e, L.l_G); let atnativeerror = null;',
    },
    { from: '} else {\n                lj.status = -1;\n            }', to: '}' },
    {
      from: 'let n = f(L);',
      to: 'let n; try { n = f(L); } catch (e) { if (host.isArgumentError(e, f, L.l_G)) ldebug.luaG_runerror(L, to_luastring("bad argument (" + e.message.replace(/%/g, "%%") + ")")); throw e; }',
    },
    // The hook takes no place on the stack: making room for it would count as memory of the rule.
    {
      from: `luaD_checkstack(L, LUA_MINSTACK);  /* ensure minimum stack size */\n        ci.top = L.top + LUA_MINSTACK;\n        lua_assert(ci.top <= L.stack_last);\n        L.allowhook = 0;`,
      to: 'L.allowhook = 0;',
    },
    {
      from: 'L.stack.length = newsize;',
      to: 'if (newsize > L.stack.length) L.l_G.meter.stack(newsize - L.stack.length); L.stack.length = newsize;',
    },
  ],
  'lmathlib.js': [
    {
      from: 'let a = luaL_checkinteger(L, 1);\n    let b = luaL_checkinteger(L, 2);',
      to: 'luaL_checkinteger(L, 1); luaL_checkinteger(L, 2); let a = lua_tointeger(L, 1), b = lua_tointeger(L, 2);',
    },
    { from: 'n = (-n)|0', to: 'n = host.int64.subtract(0, n)' },
    { from: '(lua_tointeger(L, 1) % d)|0', to: 'host.int64.remainder(lua_tointeger(L, 1), d)' },
  ],
  'lobject.js': [
    {
      from: 'const l_str2int = function(s) {',
      to: 'const l_str2int = function(s) { return host.int64.parse(s);',
    },
    { from: 'return (v1 + v2)|0;', to: 'return host.int64.add(v1, v2);' },
    { from: 'return (v1 - v2)|0;', to: 'return host.int64.subtract(v1, v2);' },
    { from: 'return (v1 & v2);', to: 'return host.int64.and(v1, v2);' },
    { from: 'return (v1 | v2);', to: 'return host.int64.or(v1, v2);' },
    { from: 'return (v1 ^ v2);', to: 'return host.int64.xor(v1, v2);' },
    { from: 'lvm.luaV_shiftl(v1, -v2)', to: 'lvm.luaV_shiftl(v1, host.int64.subtract(0, v2))' },
    { from: 'return (0 - v1)|0;', to: 'return host.int64.subtract(0, v1);' },
    { from: 'return (~0 ^ v1);', to: 'return host.int64.not(v1);' },
    {
      from: `class LClosure {\n\n    constructor(L, n) {`,
      to: `class LClosure {\n\n    constructor(L, n) { L.l_G.meter.closure(n);`,
    },
  ],
  'lstate.js': [
    { from: 'this.id_counter = 1;', to: 'this.id_counter = 1; this.meter = host.createMeter(this);' },
    { from: 'this.id = g.id_counter++;', to: 'this.id = g.id_counter++; g.meter.thread();' },
  ],
  'lstring.js': [
    // Bytes as UTF-16 units: as hexadecimal digits without padding, different strings had the same hash.
    {
      from: `let len = str.length;\n    let s = "|";`,
      to: `return "|" + host.latin1(str);\n    let len; let s;`,
    },
    { from: 'this.realstring = str;', to: 'this.realstring = str; L.l_G.meter.string(str.length);' },
  ],
  'lstrlib.js': [
    // The argument's number was left out, so that the message was taken for it.
    { from: `c <= 255, "value out of range"`, to: `c <= 255, i, "value out of range"` },
    {
      from: 'luaL_addchar(b, luaL_checkinteger(L, arg));',
      to: 'let c = host.formatBytes(String.fromCharCode(...form), Uint8Array.of(luaL_checkinteger(L, arg))); luaL_addlstring(b, c, c.length);',
    },
    {
      from: `let n = luaL_checknumber(L, arg);\n                    addlenmod(form, to_luastring(LUA_INTEGER_FRMLEN, true));\n                    luaL_addstring(b, to_luastring(sprintf(String.fromCharCode(...form), n)));`,
      to: `let n = luaL_checknumber(L, arg);\n luaL_addstring(b, to_luastring(host.formatFloat(String.fromCharCode(...form), n)));`,
    },
    {
      from: 'luaL_addstring(b, to_luastring(sprintf(String.fromCharCode(...form), to_jsstring(s))));',
      to: 'luaL_addstring(b, host.formatBytes(String.fromCharCode(...form), s));',
    },
    {
      from: `let n = luaL_checkinteger(L, arg);\n                    addlenmod(form, to_luastring(LUA_INTEGER_FRMLEN, true));\n                    luaL_addstring(b, to_luastring(sprintf(String.fromCharCode(...form), n)));`,
      to: `luaL_addstring(b, to_luastring(host.int64.format(String.fromCharCode(...form), luaL_checkinteger(L, arg) && lua_tointeger(L, arg))));`,
    },
    {
      from: 'buff = to_luastring(sprintf(format, n));',
      to: 'buff = to_luastring(host.int64.format(format.replace("0x", "#"), n));',
    },
  ],
  'ltable.js': [
    {
      from: 'this.id = L.l_G.id_counter++;',
      to: 'this.id = L.l_G.id_counter++; this.meter = L.l_G.meter; this.meter.table();',
    },
    { from: 't.dead_strong.clear();', to: 't.meter.entry(); t.dead_strong.clear();' },
    {
      from: '/* fall through */\n        case LUA_TNUMINT:',
      to: 'return host.int64.keyOf(key.value);\n        case LUA_TNUMINT:',
    },
    { from: '(kv|0) === kv)', to: 'host.int64.fromDouble(kv) !== false)' },
    {
      from: 'new lobject.TValue(LUA_TNUMINT, kv)',
      to: 'new lobject.TValue(LUA_TNUMINT, host.int64.fromDouble(kv))',
    },
    { from: 'case "number":', to: 'case "bigint":\n                case "number":' },
    { from: 'typeof key == "number" && (key|0) === key', to: 'host.int64.isInteger(key)', times: 2 },
    { from: 'LUA_MAXINTEGER / 2', to: '2 ** 52' },
  ],
  'ltablib.js': [
    { from: `1 <= pos && pos <= size + 1, 1, "`, to: `1 <= pos && pos <= size + 1, 2, "` },
    {
      from: `const { LUA_MAXINTEGER } = require('./luaconf.js');`,
      to: 'const LUA_MAXINTEGER = Number.MAX_SAFE_INTEGER;',
    },
  ],
  'luaconf.js': [
    { from: 'const LUA_MAXINTEGER = 2147483647;', to: 'const LUA_MAXINTEGER = host.int64.MAX_INT64;' },
    { from: 'const LUA_MININTEGER = -2147483648;', to: 'const LUA_MININTEGER = host.int64.MIN_INT64;' },
    { from: 'return String(Number(n.toPrecision(14)));', to: 'return host.floatText(n);' },
    {
      from: 'return n >= LUA_MININTEGER && n < -LUA_MININTEGER ? n : false;',
      to: 'return host.int64.fromDouble(n);',
    },
  ],
  'lvm.js': [
    { from: '(op1.value + op2.value)|0', to: 'host.int64.add(op1.value, op2.value)' },
    { from: '(op1.value - op2.value)|0', to: 'host.int64.subtract(op1.value, op2.value)' },
    {
      from: 'const luaV_imul = Math.imul || function',
      to: 'const luaV_imul = host.int64.multiply || function',
    },
    { from: 'numberop1 & numberop2', to: 'host.int64.and(numberop1, numberop2)' },
    { from: 'numberop1 | numberop2', to: 'host.int64.or(numberop1, numberop2)' },
    { from: 'numberop1 ^ numberop2', to: 'host.int64.xor(numberop1, numberop2)' },
    {
      from: 'luaV_shiftl(numberop1, -numberop2)',
      to: 'luaV_shiftl(numberop1, host.int64.subtract(0, numberop2))',
    },
    {
      from: 'const luaV_shiftl = function(x, y) {',
      to: 'const luaV_shiftl = function(x, y) { return host.int64.shiftLeft(x, y);',
    },
    { from: '(-op.value)|0', to: 'host.int64.subtract(0, op.value)' },
    { from: 'setivalue(~op.value)', to: 'setivalue(host.int64.not(op.value))' },
    { from: '(L.stack[ra].value + step)|0', to: 'host.int64.add(L.stack[ra].value, step)' },
    {
      from: 'let forlim;',
      to: `let forlim; if (pstep.ttisnumber() && pstep.value === 0 && init.ttisnumber() && plimit.ttisnumber()) ldebug.luaG_runerror(L, to_luastring("'for' step is zero"));`,
    },
    { from: '(initv - pstep.value)|0', to: 'host.int64.subtract(initv, pstep.value)' },
    { from: 'Math.floor(m / n)|0', to: 'host.int64.floorDivide(m, n)' },
    { from: '(m - Math.floor(m / n) * n)|0', to: 'host.int64.modulo(m, n)' },
    {
      from: `if (o.ttnov() === LUA_TNUMBER)\n        return o.value;`,
      to: `if (o.ttnov() === LUA_TNUMBER)\n        return Number(o.value);`,
    },
    { from: 'return v.value;', to: 'return Number(v.value);' },
    { from: 'return (t1.value === t2.value) ? 1 : 0;', to: 'return (t1.value == t2.value) ? 1 : 0;' },
    { from: 'let buff = new Uint8Array(tl);', to: 'L.l_G.meter.reserve(tl); let buff = new Uint8Array(tl);' },
  ],
};
