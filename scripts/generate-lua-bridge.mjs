/**
 * Makes the two modules that stand beside Lua: src/engine/lua/wasmoon/lua-bridge.wasm from the text beside it, and
 * state-heap.wasm from AssemblyScript in the folder `assembly` there. The build calls this before compiling, and vitest
 * before the tests (as its globalSetup), so that both work on a fresh clone.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import initWabt from 'wabt';

const folder = fileURLToPath(new URL('../src/engine/lua/wasmoon/', import.meta.url));
const script = fileURLToPath(import.meta.url);

/** Below it is what Lua was compiled with and what the host allocates, from it on are states. Bytes. */
const HEAP_BASE = 4 * 1024 * 1024;

const MODULES = [
  { name: 'lua-bridge.wasm', source: `${folder}lua-bridge.wat`, make: assemble },
  { name: 'state-heap.wasm', source: `${folder}assembly/state-heap.ts`, make: compile },
];

/** Leaves a module alone that is newer than its source. */
export default async function generateLuaBridge() {
  for (const { name, source, make } of MODULES) {
    const madeMs = statSync(`${folder}${name}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if ([source, script].every((file) => statSync(file).mtimeMs < madeMs)) continue;
    // Replaced in one step: a test run going on beside this one never reads half a module.
    const unfinished = `${name}.${process.pid}`;
    await make(source, unfinished);
    renameSync(`${folder}${unfinished}`, `${folder}${name}`);
  }
}

/** @param {string} source @param {string} outFile in the folder */
async function assemble(source, outFile) {
  const wabt = await initWabt();
  const module = wabt.parseWat(source, readFileSync(source, 'utf8'));
  try {
    module.validate();
    writeFileSync(`${folder}${outFile}`, module.toBinary({ write_debug_names: true }).buffer);
  } finally {
    module.destroy();
  }
}

/** @param {string} source @param {string} outFile in the folder */
async function compile(source, outFile) {
  const { error, stderr } = await asc.main([
    source.slice(folder.length),
    ...['--baseDir', folder, '--outFile', outFile],
    ...['-O3', '--noAssert', '--runtime', 'minimal', '--use', 'abort='],
    ...['--importMemory', '--initialMemory', '256', '--memoryBase', String(HEAP_BASE)],
  ]);
  if (error) throw new Error(`${source} does not compile:\n${stderr.toString()}`, { cause: error });
}
