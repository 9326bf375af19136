import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConformanceCase, parseCaseFile } from './case-file.ts';
import { type Outcome, type QueryRunner, runCase } from './run-case.ts';
import { loadSuiteData } from './suite-data.ts';
import { SUITES, type Suite } from './suites.ts';

/**
 * Runs every suite of a folder and writes one entry per case and a closing count, line by line. Resolves to
 * true if nothing failed. Rejects if a file is missing or cannot be read, with a message that names it.
 */
export async function runConformance(
  folder: string,
  runner: QueryRunner,
  write: (line: string) => void,
): Promise<boolean> {
  const counts = { passed: 0, failed: 0 };
  for (const suite of SUITES) {
    const { cases, data } = await loadSuite(folder, suite);
    for (const testCase of cases) {
      const outcome = runCase(testCase, data, runner);
      counts[outcome.status]++;
      for (const line of describe(suite, testCase, outcome)) write(line);
    }
  }
  write(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
}

async function loadSuite(folder: string, suite: Suite) {
  try {
    const cases = parseCaseFile(await readFile(join(folder, suite.caseFile), 'utf8'));
    return { cases, data: await loadSuiteData(folder, suite) };
  } catch (error) {
    throw new Error(
      `cannot load ${suite.caseFile} with its events: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function describe(suite: Suite, testCase: ConformanceCase, outcome: Outcome): readonly string[] {
  const title = `${suite.caseFile}: ${testCase.name}`;
  if (outcome.status === 'passed') return [`passed   ${title}`];
  return [
    `failed   ${title}`,
    ...testCase.query
      .trim()
      .split('\n')
      .map((line) => `         | ${line}`),
    `         expected: ${testCase.accepted.map(idList).join(' or ')}`,
    `         got:      ${typeof outcome.got === 'string' ? outcome.got : idList(outcome.got)}`,
  ];
}

function idList(ids: readonly number[]): string {
  return ids.length === 0 ? 'no events' : ids.join(', ');
}
