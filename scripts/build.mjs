/**
 * Builds `dist/` from `src/`: the EQL parser from its grammar, the scanner of lines from AssemblyScript, the bridge to
 * Lua from WebAssembly text, the code of the HTML report for browsers; then the types with the TypeScript compiler, which
 * checks the program, and the program with esbuild. Runs as npm's `prepare`, so that `npm ci` alone leaves a working
 * program.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import generateLuaBridge from './generate-lua-bridge.mjs';
import generateParser from './generate-parser.mjs';
import generateReportPage from './generate-report-page.mjs';
import generateScanner from './generate-scanner.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

function writeTypes() {
  rmSync(`${root}dist`, { recursive: true, force: true });
  const tsc = require.resolve('typescript/package.json').replace(/package\.json$/, 'bin/tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', `${root}tsconfig.build.json`], { stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

generateParser();
await generateScanner();
await generateLuaBridge();
await generateReportPage();
writeTypes();
await bundle(root);
// The program reads them where it finds them, beside the module that does.
for (const file of readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.wasm')) copyFileSync(`${root}src/${file}`, `${root}dist/${file}`);
}
