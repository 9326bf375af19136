import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/program.ts';
import { TextSink } from '../cli/text-sink.ts';

const page = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');
const [github, gitlab] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => parse(text!));

test('both workflows run the same replay, and keep what it writes', () => {
  const steps: { run?: string; with?: Record<string, unknown>; if?: string }[] = github.jobs.budgets.steps;
  const [, command] = steps.flatMap(({ run }) => run ?? []);
  expect(gitlab.budgets.script).toEqual(['npm ci', command]);
  expect(command).toContain('--dump run.json --dump run.junit.xml');
  expect(steps.at(-1)).toMatchObject({ if: 'always()', with: { path: 'run.*' } });
  expect(gitlab.budgets.artifacts).toMatchObject({ when: 'always', reports: { junit: 'run.junit.xml' } });
});

test('the program knows every option of it', () => {
  const io = { stdout: new TextSink(), stderr: new TextSink(), cwd: '/', env: {}, now: () => new Date(0) };
  const replay = createProgram(io, () => {}).commands.find((command) => command.name() === 'replay')!;
  const known = replay.options.map(({ long }) => long);
  const used = [...page.matchAll(/kestrel-perf replay [^\n]*/g)].flatMap(
    ([line]) => line.match(/--[a-z-]+/g) ?? [],
  );
  expect(used.length).toBeGreaterThan(4);
  expect(used.filter((option) => !known.includes(option))).toEqual([]);
});
