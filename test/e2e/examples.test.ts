import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { finish } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples');
const PAGE = readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8');
const BLOCKS = Array.from(PAGE.matchAll(/^```js\n(.*?)^```$/gms), ([, code]) => code!);

/** Runs a script with Node; it is ended with the test. */
function startScript(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  child.stdin.end();
  return child;
}

describe('docs/embedding.md', () => {
  test('begins with the smallest example', () => {
    expect(BLOCKS).toHaveLength(2);
    expect(BLOCKS[0]).toBe(readFileSync(join(EXAMPLES, 'ten-lines.mjs'), 'utf8'));
  });

  test.each(BLOCKS.map((code, at) => [at + 1, code] as const))(
    'example %i runs in a project that has the package',
    async (_, code) => {
      const folder = workFolder({ 'example.mjs': code });
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(ROOT, join(folder, 'node_modules/kestrel-perf'), 'junction');
      const args = [join(folder, 'example.mjs'), join(RULES_FOLDER, 'windows/noisy-process-start.yaml')];
      const { code: exitCode, stdout, stderr } = await finish(startScript(args));
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toContain('noisy-process-start');
      expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^(1|})$/);
    },
  );
});

test('ten-lines.mjs tells of its alert and what its rule did', async () => {
  const { code, stdout } = await finish(startScript([join(EXAMPLES, 'ten-lines.mjs'), RULES_FOLDER]));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^noisy-process-start: event 1$/m);
  expect(stdout).toMatch(/^ {2}alerts: 1,$/m);
});

/** Lines of a stream, one at a time. */
function linesOf(stream: NodeJS.ReadableStream): () => Promise<string> {
  const lines = createInterface({ input: stream })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the stream has ended');
    return value;
  };
}

async function fetched(socketPath: string, path: string): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get({ socketPath, path }, resolve).once('error', reject),
  );
  return text(response);
}

describe('growing-file', () => {
  const line = (second: number, fields: object) =>
    `${JSON.stringify({ '@timestamp': new Date(Date.UTC(2024, 0, 1) + second * 1e3).toISOString(), ...fields })}\n`;
  const RULES = {
    'rules/ü.eql': 'process where process.name == "ü"',
    'rules/two.eql': 'sequence [process where process.name == "a"] [process where process.name == "b"]',
  };
  const named = (name: string) => ({ 'event.category': 'process', 'process.name': name });

  test('alerts of events as they are written, is watched, and ends in order on SIGTERM', async () => {
    const folder = workFolder(RULES);
    const events = join(folder, 'events.ndjson');
    const child: ChildProcessWithoutNullStreams = startScript(
      [join(EXAMPLES, 'growing-file/service.mjs'), events, join(folder, 'rules')],
      { XDG_RUNTIME_DIR: folder },
    );
    const ended = once(child, 'close');
    const nextAlert = linesOf(child.stdout);
    const nextNotice = linesOf(child.stderr);
    expect(await nextNotice()).toBe(`2 rules; to watch them: kestrel-perf top ${child.pid}`);

    // The file comes later than the service. Once the first alert is there, so is the half line behind it.
    const second = Buffer.from(line(1, named('ü')));
    const cut = second.indexOf('ü') + 1;
    appendFileSync(events, Buffer.concat([Buffer.from(line(0, named('ü'))), second.subarray(0, cut)]));
    expect(JSON.parse(await nextAlert())).toMatchObject({ ruleId: 'ü', events: [1] });
    appendFileSync(events, second.subarray(cut));
    expect(JSON.parse(await nextAlert())).toMatchObject({
      ruleId: 'ü',
      events: [2],
      lines: [{ 'process.name': 'ü' }],
    });

    appendFileSync(events, `not JSON\n${line(2, named('a'))}${line(3, named('b'))}${line(34, {})}`);
    expect(JSON.parse(await nextAlert())).toMatchObject({
      ruleId: 'two',
      events: [3, 4],
      lines: [named('a'), named('b')],
    });

    const socket = join(folder, 'kestrel-perf', `${child.pid}.sock`);
    const run = parseRun(await fetched(socket, '/snapshot.json'), 'snapshot');
    expect(run.stream.events).toBe(5);
    expect(run.rules.map(({ rule_id, alerts_generated }) => [rule_id, alerts_generated]).sort()).toEqual([
      ['two', 1],
      ['ü', 2],
    ]);
    expect(run.warnings.map(({ code }) => code)).toContain('invalid-json');

    // The file is rotated; what waits for later events at the end is alerted then.
    renameSync(events, `${events}.1`);
    writeFileSync(events, `${line(35, named('ü'))}${line(36, named('a'))}${line(37, named('b'))}`);
    expect(JSON.parse(await nextAlert())).toMatchObject({ ruleId: 'ü', events: [6] });
    child.kill('SIGTERM');
    expect(JSON.parse(await nextAlert())).toMatchObject({ ruleId: 'two', events: [7, 8] });
    expect(await ended).toEqual([0, null]);
  });

  test('without rules it says how it is used', async () => {
    const { code, stderr } = await finish(startScript([join(EXAMPLES, 'growing-file/service.mjs')]));
    expect([code, stderr]).toEqual([2, 'usage: node service.mjs EVENTS.ndjson RULES...\n']);
  });
});

describe('lines of a growing file', () => {
  /** The lines of a file that grows, one at a time. */
  async function follow(path: string) {
    const url = pathToFileURL(join(EXAMPLES, 'growing-file/growing-lines.mjs')).href;
    const { growingLines } = (await import(url)) as {
      growingLines(path: string, signal: AbortSignal): AsyncGenerator<string>;
    };
    const stop = new AbortController();
    const lines = growingLines(path, stop.signal);
    onTestFinished(async () => {
      stop.abort();
      // It closes its file when it goes on, which it does not by being told to stop.
      await lines.return(undefined);
    });
    const take = async (count: number) => {
      const taken: unknown[] = [];
      while (taken.length < count) taken.push((await lines.next()).value);
      return taken;
    };
    const end = () => {
      stop.abort();
      return lines.next();
    };
    return { take, end };
  }

  test('a file that was emptied is read from its beginning, without what was left of its last line', async () => {
    const path = join(workFolder({ file: 'one\ntwo and more\nhal' }), 'file');
    const { take } = await follow(path);
    expect(await take(2)).toEqual(['one', 'two and more']);
    truncateSync(path);
    const third = take(1);
    appendFileSync(path, 'three\n');
    expect(await third).toEqual(['three']);
  });

  test('a file that was replaced is read to its end first', async () => {
    const path = join(workFolder({ file: 'one\n' }), 'file');
    const { take } = await follow(path);
    expect(await take(1)).toEqual(['one']);
    renameSync(path, `${path}.1`);
    appendFileSync(`${path}.1`, 'two\nwithout an end');
    writeFileSync(path, 'three\n');
    expect(await take(3)).toEqual(['two', 'without an end', 'three']);
  });

  test('a line of more than a mebibyte is left out', async () => {
    const path = join(workFolder({ file: `one\n${'x'.repeat(3 * 2 ** 20)}\ntwo\n` }), 'file');
    expect(await (await follow(path)).take(2)).toEqual(['one', 'two']);
  });

  test('end when they are told to, also while nothing comes', async () => {
    const { take, end } = await follow(join(workFolder({ file: 'one\nhal' }), 'file'));
    expect(await take(1)).toEqual(['one']);
    expect(await end()).toEqual({ value: undefined, done: true });
  });
});
