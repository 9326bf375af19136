import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptResults } from '../../../bench/suite/kept-results.ts';
import { ResultsError } from '../../../bench/suite/results.ts';
import { sampleResults, sampleTask } from './sample-results.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-results-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const results = (task: string) => sampleResults([sampleTask({ task })]);

test('new results push the latest back, and those before them out', () => {
  const kept = new KeptResults(folder);
  expect(kept.latest()).toBeUndefined();
  kept.replace(results('first'));
  expect(readdirSync(folder)).toEqual(['latest.json']);
  kept.replace(results('second'));
  kept.replace(results('third'));
  expect(kept.latest()).toEqual(results('third'));
  expect(kept.previous()).toEqual(results('second'));
});

test('results that cannot be read are not overwritten', () => {
  const file = join(folder, 'latest.json');
  writeFileSync(file, 'torn');
  expect(() => new KeptResults(folder).replace(results('new'))).toThrow(ResultsError);
  expect(readFileSync(file, 'utf8')).toBe('torn');
});
