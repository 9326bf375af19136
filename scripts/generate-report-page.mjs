/**
 * Makes src/report/html/page.generated.js, the script and the style of the HTML report as text, from the folder `page`
 * beside it. The build calls this before compiling, and vitest before the tests (as its globalSetup), so that both work
 * on a fresh clone.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../src/report/html/', import.meta.url));
const generatedFile = `${folder}page.generated.js`;

/** Leaves up-to-date code alone. Its types are in page.generated.d.ts, written by hand. */
export default async function generateReportPage() {
  const script = await bundle('page/main.ts');
  const style = await bundle('page/page.css');
  const source = [
    '// Made by scripts/generate-report-page.mjs.',
    `export const PAGE_SCRIPT = ${JSON.stringify(script)};`,
    `export const PAGE_STYLE = ${JSON.stringify(style)};\n`,
  ].join('\n');
  if (existsSync(generatedFile) && readFileSync(generatedFile, 'utf8') === source) return;
  // Replaced in one step: a test run going on beside this one never reads half of it.
  const unfinished = `${generatedFile}.${process.pid}`;
  writeFileSync(unfinished, source);
  renameSync(unfinished, generatedFile);
}

/** One file of all that an entry needs. esbuild writes end tags in it so that they end nothing. */
async function bundle(entry) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'esnext',
    write: false,
  });
  return outputFiles[0].text;
}
