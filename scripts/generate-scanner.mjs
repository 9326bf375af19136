/**
 * Makes src/replay/input/scan/scan-line.wasm from the AssemblyScript sources in the folder `assembly` beside it.
 * The build calls this before compiling, and vitest before the tests (as its globalSetup), so that both work on a
 * fresh clone.
 */
import { readdirSync, renameSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../src/replay/input/scan/', import.meta.url));
const wasmFile = `${folder}scan-line.wasm`;
const sources = [
  fileURLToPath(import.meta.url),
  ...['member-kind.ts', 'memory-layout.ts', 'recalled.ts'].map((name) => `${folder}${name}`),
  ...readdirSync(`${folder}assembly`).map((name) => `${folder}assembly/${name}`),
];

/** Leaves a module alone that is newer than all it is made from: compiling takes seconds. */
export default async function generateScanner() {
  const madeMs = statSync(wasmFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (sources.every((source) => statSync(source).mtimeMs < madeMs)) return;
  // Replaced in one step: a test run going on beside this one never reads half a module.
  const unfinished = `scan-line.wasm.${process.pid}`;
  const { error, stderr } = await asc.main([
    'assembly/scan-line.ts',
    ...['--baseDir', folder, '--outFile', unfinished],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
  ]);
  if (error) throw new Error(`The scanner's sources do not compile:\n${stderr.toString()}`, { cause: error });
  renameSync(`${folder}${unfinished}`, wasmFile);
}
