/**
 * Makes src/engine/lua/wasmoon/lua-bridge.wasm from the text beside it. The build calls this before compiling, and
 * vitest before the tests (as its globalSetup), so that both work on a fresh clone.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import initWabt from 'wabt';

const source = fileURLToPath(new URL('../src/engine/lua/wasmoon/lua-bridge.wat', import.meta.url));
const wasmFile = source.replace(/wat$/, 'wasm');

/** Leaves a module alone that is newer than its source. */
export default async function generateLuaBridge() {
  const madeMs = statSync(wasmFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if ([source, fileURLToPath(import.meta.url)].every((file) => statSync(file).mtimeMs < madeMs)) return;
  const wabt = await initWabt();
  const module = wabt.parseWat(source, readFileSync(source, 'utf8'));
  try {
    module.validate();
    // Replaced in one step: a test run going on beside this one never reads half a module.
    const unfinished = `${wasmFile}.${process.pid}`;
    writeFileSync(unfinished, module.toBinary({ write_debug_names: true }).buffer);
    renameSync(unfinished, wasmFile);
  } finally {
    module.destroy();
  }
}
