/**
 * The benchmark suite: `npm run bench -- [options] [EVENTS [RULES]]`. See the README beside this file, and
 * docs/performance.md for what came of it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../../src/package-info.ts';
import { compareResults } from './compare-results.ts';
import { readEnvironment } from './environment.ts';
import { ALL_GROUPS } from './groups/all-groups.ts';
import { KeptResults, writeResults } from './kept-results.ts';
import { MarkerError } from './marked-block.ts';
import { readOptions, type SuiteOptions, usageText } from './options.ts';
import { FULL_PACE, QUICK_PACE } from './pace.ts';
import { renderPerformancePage } from './performance-page.ts';
import { ResultsError } from './results.ts';
import { marksMarkdown, resultsMarkdown } from './results-markdown.ts';
import { runSuite } from './run-suite.ts';
import { makeStage } from './stage.ts';
import { UsageError } from './usage-error.ts';

const RESULTS_FOLDER = fileURLToPath(new URL('../results/', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 };
const NAMES = ALL_GROUPS.map(({ name }) => name);

async function runBench(options: SuiteOptions): Promise<void> {
  const environment = readEnvironment();
  const kept = new KeptResults(RESULTS_FOLDER);
  // Before anything is measured: minutes later it would be too late to say that it cannot be read.
  const before = kept.latest();
  const pace = options.quick ? QUICK_PACE : FULL_PACE;
  const stage = await makeStage(scratchFolder(), options, pace.events);
  const results = await runSuite({
    groups: ALL_GROUPS.filter(({ name }) => options.groups?.includes(name) ?? true),
    stage,
    pace,
    quick: options.quick,
    environment,
    version: packageVersion(),
    now: () => new Date(),
    onProgress: (text) => console.error(`… ${text}`),
  });
  console.log(resultsMarkdown(results, ALL_GROUPS, before && compareResults(results, before)));
  console.log(`\n### marks\n\n${marksMarkdown(results)}`);
  if (options.out !== undefined) writeResults(options.out, results);
  if (!options.writeDocs) return;
  kept.replace(results);
  writePage(kept);
}

/** @throws ResultsError without results */
function writePage(kept: KeptResults): void {
  const latest = kept.latest();
  if (latest === undefined)
    throw new ResultsError('bench/results holds no results yet: run npm run bench -- --write-docs');
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(PAGE, renderPerformancePage(page, latest, ALL_GROUPS, kept.previous()));
}

/** A folder that is gone when the process ends, also by a signal. */
function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(EXIT.interrupted));
  process.once('SIGTERM', () => process.exit(EXIT.terminated));
  return folder;
}

try {
  const options = readOptions(process.argv.slice(2), NAMES);
  if (options === null) console.log(usageText(NAMES));
  else if (options.docsOnly) writePage(new KeptResults(RESULTS_FOLDER));
  else await runBench(options);
  process.exitCode = EXIT.done;
} catch (error) {
  const isUsage = error instanceof UsageError;
  const isKnown = isUsage || error instanceof ResultsError || error instanceof MarkerError;
  console.error(`error: ${isKnown ? error.message : error instanceof Error ? error.stack : String(error)}`);
  if (isUsage) console.error(`\n${usageText(NAMES)}`);
  process.exitCode = isUsage ? EXIT.usage : EXIT.failed;
}
