/**
 * Makes src/engine/eql/grammar.generated.js from the grammar beside it. The build calls this before compiling,
 * and vitest before the tests (as its globalSetup), so that both work on a fresh clone.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import peggy from 'peggy';

const folder = fileURLToPath(new URL('../src/engine/eql/', import.meta.url));
const grammarFile = `${folder}grammar.peggy`;
const parserFile = `${folder}grammar.generated.js`;

/** Leaves an up-to-date parser alone. Its types are in grammar.generated.d.ts, written by hand. */
export default function generateParser() {
  const source = peggy.generate(readFileSync(grammarFile, 'utf8'), {
    output: 'source',
    format: 'es',
    grammarSource: 'grammar.peggy',
    allowedStartRules: ['Query'],
  });
  if (existsSync(parserFile) && readFileSync(parserFile, 'utf8') === source) return;
  // Replaced in one step: a test run going on beside this one never reads half a parser.
  const unfinished = `${parserFile}.${process.pid}`;
  writeFileSync(unfinished, source);
  renameSync(unfinished, parserFile);
}
