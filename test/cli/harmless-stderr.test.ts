import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { HarmlessStderr, withoutCommandMarks } from '../../src/cli/harmless-stderr.ts';
import { main } from '../../src/cli/main.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { TextSink } from './text-sink.ts';

/** As the runner reads: line by line, blanks before the mark do not matter, the old mark may stand anywhere. */
function hasCommand(text: string): boolean {
  return text
    .split(/\r\n|\r|\n/)
    .some((line) => line.replace(/^[\s\u0085]+/, '').startsWith('::') || line.includes('##['));
}

test('what would be a command is not one any more, whatever is around it', () => {
  const part = fc.constantFrom(
    '::',
    ':',
    '##[',
    '#',
    '[',
    ' ',
    '\t',
    '\u00a0',
    '\u0085',
    '\u2028',
    '\r',
    '\n',
    'error',
    '::error::x',
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(hasCommand(withoutCommandMarks(parts.join('')))).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('a text without commands stays as it is', () => {
  const text = 'rules/a::b.eql:1:2: error: no :: here\n  help: see # [1]\n';
  expect(withoutCommandMarks(text)).toBe(text);
});

test('the stream writes on, in order and whole', async () => {
  const sink = new TextSink();
  const stderr = new HarmlessStderr(sink);
  stderr.write('one\n');
  await new Promise<void>((resolve) => stderr.write('::error::two\n', () => resolve()));
  expect(sink.text).toBe('one\n: :error::two\n');
});

test('lines of rule files, which errors show, are no commands on GitHub; elsewhere they are as they are', async () => {
  const folder = ruleFolder({ 'events.ndjson': '{}\n', 'rules/a.eql': '\n::error::forged\n' });
  const stderrWith = async (env: Record<string, string>) => {
    const [stdout, stderr] = [new TextSink(), new TextSink()];
    const io = { stdout, stderr, cwd: folder, env, now: () => new Date(0) };
    expect(await main(['replay', `${folder}/events.ndjson`, '-r', `${folder}/rules`, '-q'], io)).toBe(2);
    return stderr.text;
  };
  expect(await stderrWith({})).toMatch(/^ *::error::forged$/m);
  const onGitHub = await stderrWith({ GITHUB_ACTIONS: 'true' });
  expect(onGitHub).toMatch(/^ *: :error::forged$/m);
  expect(hasCommand(onGitHub)).toBe(false);
});
