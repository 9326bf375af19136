import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runConformance } from '../../src/conformance/conformance.ts';
import { engineRunner } from '../../src/conformance/engine-runner.ts';
import { SUITES } from '../../src/conformance/suites.ts';

let folder: string;

/** A folder in which every suite has one event, with id 7, and no cases. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  await mkdir(join(folder, 'data'));
  for (const suite of SUITES) {
    await writeFile(join(folder, suite.caseFile), 'queries = []');
    for (const { events, mapping } of suite.data) {
      await writeFile(join(folder, 'data', events), JSON.stringify([{ [suite.idField]: 7 }]));
      await writeFile(join(folder, 'data', mapping), '{"properties": {}}');
    }
  }
});

afterEach(() => rm(folder, { recursive: true }));

const writeCases = (...cases: readonly { name: string; query: string; expected: number[] }[]) =>
  writeFile(
    join(folder, 'test_extra.toml'),
    cases
      .map(
        ({ name, query, expected }) =>
          `[[queries]]\nname="${name}"\nquery='''${query}'''\nexpected_event_ids=[${expected}]\n`,
      )
      .join('\n'),
  );

const passing = { name: 'good', query: 'any where true', expected: [7] };
const failing = { name: 'bad', query: 'any where true\n| head 1', expected: [] };

describe('runConformance', () => {
  test('lists every case and closes with the counts', async () => {
    await writeCases(passing, failing);
    const lines: string[] = [];
    expect(await runConformance(folder, engineRunner, (line) => lines.push(line))).toBe(false);
    expect(lines).toEqual([
      'passed   test_extra.toml: good',
      'failed   test_extra.toml: bad',
      '         | any where true',
      '         | | head 1',
      '         expected: no events',
      '         got:      7',
      '1 passed, 1 failed',
    ]);
  });

  test('is content if nothing failed', async () => {
    await writeCases(passing);
    const lines: string[] = [];
    expect(await runConformance(folder, engineRunner, (line) => lines.push(line))).toBe(true);
    expect(lines.at(-1)).toBe('1 passed, 0 failed');
  });

  test('orders events by time, then by id', async () => {
    const events =
      '[{"sequence": 3, "@timestamp": "5"}, {"sequence": 2, "@timestamp": "5"}, {"sequence": 4, "@timestamp": "1"}]';
    await writeFile(join(folder, 'data', 'extra.data'), events);
    await writeCases({ ...passing, expected: [4, 2, 3] });
    expect(await runConformance(folder, engineRunner, () => {})).toBe(true);
  });

  test('names the suite that cannot be read', async () => {
    await rm(join(folder, 'data', 'extra.data'));
    await expect(runConformance(folder, engineRunner, () => {})).rejects.toThrow(
      /test_extra\.toml.*extra\.data/,
    );
  });
});

describe('the command', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/conformance/main.ts', ...args], {
      encoding: 'utf8',
    });

  test('exits with 0 or 1, by whether a case failed', async () => {
    await writeCases(passing);
    expect(run(folder)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^1 passed, 0 failed$/m) });
    await writeCases(failing);
    expect(run(folder).status).toBe(1);
  });

  test('says what is wrong, without a stack trace', () => {
    expect(run()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^usage: /) });
    expect(run(join(folder, 'absent'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^cannot load .*\n$/),
    });
  });
});
