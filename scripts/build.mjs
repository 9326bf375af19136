/**
 * Builds `dist/` from `src/`: the EQL parser from its grammar, the scanner of lines from AssemblyScript, the bridge to
 * Lua from WebAssembly text, the code of the HTML report for browsers, then everything else with the TypeScript compiler. Runs as npm's `prepare`, so that `npm ci` alone leaves a working program.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import generateLuaBridge from './generate-lua-bridge.mjs';
import generateParser from './generate-parser.mjs';
import generateReportPage from './generate-report-page.mjs';
import generateScanner from './generate-scanner.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

const GENERATED = [
  'engine/eql/grammar.generated.js',
  'engine/lua/wasmoon/lua-bridge.wasm',
  'replay/input/scan/scan-line.wasm',
  'report/html/page.generated.js',
];

function compile() {
  rmSync(`${root}dist`, { recursive: true, force: true });
  const tsc = require.resolve('typescript/package.json').replace(/package\.json$/, 'bin/tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', `${root}tsconfig.build.json`], { stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
  // The compiler copies nothing but TypeScript: what was generated goes along by hand.
  for (const file of GENERATED) {
    copyFileSync(`${root}src/${file}`, `${root}dist/${file}`);
  }
}

generateParser();
await generateScanner();
await generateLuaBridge();
await generateReportPage();
compile();
