import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { isClosedPipe } from '../../src/cli/closed-pipe.ts';
import type { CommandIo } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { TextSink } from './text-sink.ts';

/** A stream on which every write fails. */
function failing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(`${code}: it fails`), { code })),
  });
}

function testIo(stdout: Writable, stderr: Writable): CommandIo {
  return { stdout, stderr, cwd: '/', env: {}, now: () => new Date(0) };
}

test('output that cannot be written is an error in one line', async () => {
  const stderr = new TextSink();
  expect(await main(['--version'], testIo(failing('ENOSPC'), stderr))).toBe(0);
  const folder = ruleFolder({ 'a.eql': 'any where true' });
  expect(await main(['check', folder], testIo(failing('ENOSPC'), stderr))).toBe(1);
  expect(stderr.text).toBe('error: could not write to standard output: ENOSPC: it fails\n');
});

test('a closed pipe is none', async () => {
  const stderr = new TextSink();
  const folder = ruleFolder({ 'a.eql': 'any where true' });
  expect(await main(['check', folder], testIo(failing('EPIPE'), stderr))).toBe(0);
  expect(stderr.text).toBe('');
});

test('what the command found stays the exit code', async () => {
  const folder = ruleFolder({ 'a.eql': 'process where' });
  expect(await main(['check', folder], testIo(failing('EPIPE'), new TextSink()))).toBe(1);
});

test('nobody reading stderr changes nothing', async () => {
  const stdout = new TextSink();
  expect(await main(['frobnicate'], testIo(stdout, failing('EPIPE')))).toBe(2);
});

test('a fault of the program says so, with what a report needs', async () => {
  const [stdout, stderr] = [new TextSink(), new TextSink()];
  Object.defineProperty(stdout, 'isTTY', {
    get: () => {
      throw new TypeError('a fault');
    },
  });
  const folder = ruleFolder({ 'a.eql': 'any where true' });
  expect(await main(['check', folder], testIo(stdout, stderr))).toBe(1);
  expect(stderr.text).toMatch(/^error: this is a bug in kestrel-perf[^\n]*\nTypeError: a fault\n +at /);
});

test('a closed pipe is recognised behind the errors that wrap it', () => {
  const pipe = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  expect(isClosedPipe(pipe)).toBe(true);
  expect(isClosedPipe(new Error('outer', { cause: new Error('inner', { cause: pipe }) }))).toBe(true);
  expect(isClosedPipe(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toBe(false);
  expect(isClosedPipe(undefined)).toBe(false);
});
