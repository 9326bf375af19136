import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { applyPatches } from './apply-patches.ts';
import { formatBytes, formatFloat } from './c-format.ts';
import type { Fengari } from './fengari-api.ts';
import { FENGARI_PATCHES } from './fengari-patches.ts';
import { floatText } from './float-text.ts';
import * as int64 from './int64.ts';
import { MemoryMeter } from './memory-meter.ts';
import { isArgumentError, statusOfException } from './native-error.ts';

/** What the patched files find under the name `host`. */
const host = {
  int64,
  floatText,
  formatBytes,
  formatFloat,
  latin1: (text: Uint8Array) => Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1'),
  statusOf: statusOfException,
  isArgumentError,
  createMeter: (globals: object) => new MemoryMeter(globals),
};

/** Libraries that reach outside a state: they are not even loaded. */
const LEFT_OUT = new Set(['./fengarilib.js', './ldblib.js', './liolib.js', './loadlib.js', './loslib.js']);

/** Slots of a state's stack: with the million that it has by default, endless recursion takes seconds to fail. */
const FENGARICONF = JSON.stringify({ LUAI_MAXSTACK: 200_000 });

let loaded: Fengari | undefined;

/**
 * Fengari with 64-bit integers: a copy of its own for this program, made from its sources with patches, so that
 * whoever else uses the package gets it as it is.
 *
 * @throws Error where the installed version is not the one that the patches are for
 */
export function loadFengari(): Fengari {
  loaded ??= loadFiles();
  return loaded;
}

function loadFiles(): Fengari {
  const fengariRequire = createRequire(createRequire(import.meta.url).resolve('fengari'));
  const folder = dirname(fengariRequire.resolve('./fengari.js'));
  const modules = new Map<string, { exports: unknown }>();
  const load = (name: string): unknown => {
    if (name === 'sprintf-js') return fengariRequire(name);
    if (name === 'os') return { platform: () => 'linux' };
    // What else there is of Node's modules is for files and processes.
    if (!name.startsWith('./') || LEFT_OUT.has(name)) return {};
    const file = name.slice(2);
    let module = modules.get(file);
    if (module !== undefined) return module.exports;
    modules.set(file, (module = { exports: {} }));
    const path = join(folder, file);
    const run = compileFunction(
      applyPatches(file, readFileSync(path, 'utf8'), FENGARI_PATCHES[file] ?? []),
      ['module', 'require', 'process', 'host'],
      { filename: path },
    );
    // The environment of its own keeps it from being configured from outside.
    run(module, load, { env: { FENGARICONF } }, host);
    return module.exports;
  };
  const opened = (file: string) => load(`./${file}`) as Record<string, unknown>;
  return {
    ...opened('lua.js'),
    ...opened('lauxlib.js'),
    ...opened('lbaselib.js'),
    ...opened('lcorolib.js'),
    ...opened('lmathlib.js'),
    ...opened('lstrlib.js'),
    ...opened('ltablib.js'),
    ...opened('lutf8lib.js'),
  } as unknown as Fengari;
}
