import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparisonSchema } from '../../src/compare/comparison-file.ts';
import { eventLines } from './support/event-line.ts';
import { finish, runProgram, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const FILES = {
  'base/every.eql': 'any where true',
  'base/two.eql': 'process where process.pid <= 2',
  'base/gone.eql': 'process where process.pid == 9',
  'head/every.eql': 'any where true',
  'head/two.eql': 'process where process.pid <= 1',
};
const PACKS = ['compare', '--base-rules', 'base', '--head-rules', 'head', 'events.ndjson'];

test('what a change of a pack lost, on stdout as one document', async () => {
  const cwd = workFolder({ ...FILES, 'events.ndjson': eventLines(30) });
  const { code, stdout, stderr } = await runProgram([...PACKS, '--rounds', '6', '--quiet', '--dump', '-'], {
    cwd,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { rules, removed } = comparisonSchema.parse(JSON.parse(stdout));
  expect(removed.map(({ rule_id, alerts }) => [rule_id, alerts])).toEqual([['gone', 1]]);
  const differing = rules.filter(({ alerts }) => alerts!.lost + alerts!.gained > 0);
  expect(differing.map(({ rule_id, alerts }) => [rule_id, alerts!.first_lost])).toEqual([['two', [[2]]]]);
});

test('two run files are compared, and --fail-on answers fails for the lost alert', async () => {
  const cwd = workFolder({ ...FILES, 'events.ndjson': eventLines(30) });
  for (const side of ['base', 'head']) {
    const args = ['replay', 'events.ndjson', '-r', side, '-d', `${side}.json`, '-q', '--no-profile'];
    expect((await runProgram(args, { cwd })).code).toBe(0);
  }
  const { code, stdout } = await runProgram(
    ['compare', 'base.json', 'head.json', '--fail-on', 'answers', '--dump', 'c.csv'],
    { cwd },
  );
  expect(code).toBe(99);
  expect(stdout).toContain('two counts differently: matches 2 → 1, alerts_generated 2 → 1\n');
  expect(readFileSync(join(cwd, 'c.csv'), 'utf8')).toContain('"two"');
});

test('a rule that got another name and another file is the same rule, and its alerts are compared', async () => {
  const cwd = workFolder({
    'events.ndjson': eventLines(30),
    'base/kept.eql': 'any where true',
    'base/old-name.eql': 'process where process.pid <= 2',
    'head/kept.eql': 'any where true',
    'head/new-name.eql': 'process where process.pid <= 2',
  });
  const { code, stdout } = await runProgram([...PACKS, '--rounds', '6', '-d', 'c.json'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('new-name was old-name before\n');
  const { rules, added, removed } = comparisonSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'c.json'), 'utf8')),
  );
  expect([added, removed]).toEqual([[], []]);
  expect(rules.find(({ rule_id }) => rule_id === 'new-name')).toMatchObject({
    base_rule_id: 'old-name',
    edited: false,
    counters: [],
    alerts: { gained: 0, lost: 0 },
  });
});

test('lost lines and empty recordings are no success', async () => {
  const cwd = workFolder({ ...FILES, 'events.ndjson': `${eventLines(30)}{"broken"\n`, 'none.ndjson': '\n' });
  const broken = await runProgram([...PACKS, '--rounds', '6'], { cwd });
  expect(broken.code).toBe(1);
  expect(broken.stderr).toMatch(/^error: events\.ndjson:31: /m);
  expect(broken.stdout).toContain('30 events');
  const empty = await runProgram([...PACKS.slice(0, -1), 'none.ndjson', '--rounds', '6'], { cwd });
  expect(empty.code).toBe(1);
  expect(empty.stderr).toContain('error: the recordings hold no events');
  expect(empty.stdout).toBe('');
});

test('Ctrl-C ends it in order: exit code 130, no stack trace', async () => {
  const cwd = workFolder({ ...FILES, 'events.ndjson': eventLines(2000) });
  const child = startProgram([...PACKS, '--rounds', '100000'], { cwd });
  const finished = finish(child);
  // From this notice on signals are caught.
  await once(child.stderr, 'data');
  child.kill('SIGINT');
  const { code, stderr } = await finished;
  expect(code).toBe(130);
  expect(stderr).toBe('notice: replaying both packs in turn, 100000 rounds\n');
});
