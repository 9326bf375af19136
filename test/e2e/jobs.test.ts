import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { eventLine, eventLines } from './support/event-line.ts';
import { replayFolder } from './support/replay-folder.ts';
import { runProgram, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

/** More than one portion long, with lines that hold no event. */
const PART = eventLines(12_000);
const RECORDING = `${PART}broken\n${eventLine(12_001, { host: { name: 'other' } })}\r\n${PART}also broken\n${PART}`;

const RULES = {
  'rules/every-event.eql': 'any where process.pid % 100 == 0',
  'rules/pairs.eql':
    'sequence by process.pid with maxspan=1h [any where process.pid < 50] [any where process.name == "sh"]',
  'rules/tail.eql': 'any where process.pid == 12000 | tail 2',
};

test.concurrent('two threads report and write what one does, and the report says how they shared the work', async () => {
  const files = { 'e.ndjson': RECORDING, ...RULES };
  const [one, two] = await Promise.all([
    replayFolder(files, ['e.ndjson']),
    replayFolder(files, ['e.ndjson', '--jobs', '2']),
  ]);
  expect([one.code, two.code]).toEqual([1, 1]);
  expect(two.run.alerts).toEqual(one.run.alerts);
  expect(two.run.alerts.count).toBeGreaterThan(360);
  const alerts = ({ folder }: typeof one) => readFileSync(join(folder, 'alerts.out'), 'utf8');
  expect(alerts(two)).toBe(alerts(one));
  expect(two.run.stream).toEqual(one.run.stream);
  expect(two.stderr).toContain('error: e.ndjson:12001: not valid JSON');
  expect(two.stderr).toContain('(2 times; first at e.ndjson:12001, e.ndjson:24004)');
  expect(one.run.jobs).toBeNull();
  expect(two.run.jobs).toMatchObject({ asked: 2, used: 2, portions: 2 });
  const { accounted_ns, difference_ns } = two.run.conservation;
  expect(Math.abs(difference_ns)).toBeLessThan(accounted_ns / 5);
  expect(two.stderr).toContain('notice: 2 threads read the recording');
  expect(two.stdout).toContain('2 threads read 2 portions');
});

test.concurrent('what cannot be split is replayed by one thread, and the report says why', async () => {
  const files = { 'e.ndjson.gz': gzipSync(RECORDING) };
  const { code, run, stderr } = await replayFolder(files, ['e.ndjson.gz', '--jobs', '4']);
  expect(code).toBe(1);
  expect(run.stream.events).toBe(36_001);
  expect(run.jobs).toMatchObject({ asked: 4, used: 1, threads: [] });
  expect(stderr).toContain('notice: --jobs 4: one thread did everything: the recording is too short');
});

test.concurrent('standard input is read by one thread', async () => {
  const folder = workFolder({ 'rules/every-event.eql': 'any where true' });
  const { code, stderr } = await runProgram(['replay', '-', '-r', 'rules', '--jobs', '2'], {
    cwd: folder,
    input: eventLines(3),
  });
  expect(code).toBe(0);
  expect(stderr).toContain('one thread did everything: the recording is no regular file');
});

test.concurrent('without accounting the alerts have the same hash', async () => {
  const folder = workFolder({ 'e.ndjson': PART.repeat(3), ...RULES });
  const args = ['replay', 'e.ndjson', '-r', 'rules', '--no-accounting', '--jobs'];
  const [one, two] = await Promise.all(
    ['1', '2'].map((jobs) => runProgram([...args, jobs], { cwd: folder })),
  );
  const hash = /alerts (sha256:[0-9a-f]{64})/;
  expect(hash.exec(two!.stdout)![1]).toBe(hash.exec(one!.stdout)![1]);
});

test.concurrent('a replay that is interrupted ends, and reports what was put together', async () => {
  const folder = workFolder({ 'e.ndjson': PART.repeat(60), 'rules/every-event.eql': 'any where true' });
  const child = startProgram(
    ['replay', 'e.ndjson', '-r', 'rules', '--jobs', '2', '--alerts', '-', '--dump', 'run.json'],
    { cwd: folder },
  );
  child.stdin.end();
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (written === '') child.kill('SIGINT');
    written += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(130);
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  expect(run.warnings.map((warning: { code: string }) => warning.code)).toContain('run-stopped');
  expect(run.alerts.count).toBe(run.stream.events);
  expect(written.split('\n')).toHaveLength(run.stream.events + 1);
});
