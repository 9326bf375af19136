import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { OPEN_METRICS_CONTENT_TYPE } from '../../src/report/exporters/open-metrics.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { figuresByRule, metricSamples } from '../report/exporters/metric-samples.ts';
import { hasReferenceParser, referenceComplaint } from '../report/exporters/reference-parser.ts';
import { finish, runProgram, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const TOKEN = 'k7Qv0cR2mZ9tYx4w';
const RULES = ['--rules', join(RULES_FOLDER, 'windows'), '--no-serve', '--batch-size', '256'];
const EVENTS = readFileSync(EVENTS_FILE);
/** Several batches, so that there is something to see: what is less than one waits for the rest of it. */
const FIRST_PART = EVENTS.subarray(0, EVENTS.indexOf('\n', EVENTS.length / 2) + 1);
const running: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

interface Listening {
  readonly url: string;
  readonly child: ChildProcessWithoutNullStreams;
  readonly finished: ReturnType<typeof finish>;
}

/** A replay that has read the first part of the stream, and waits for the rest of it on its stdin. */
async function listening(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Listening> {
  const child = startProgram(['replay', '-', '--quiet', ...RULES, ...args], { env });
  running.push(child);
  const finished = finish(child);
  child.stdin.write(FIRST_PART);
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const place = /^listening on (\S+)\n/.exec(said)?.[1];
      if (place !== undefined) resolve(place);
    });
    child.once('close', () => reject(new Error(`it does not listen: ${said}`)));
  });
  return { url, child, finished };
}

async function ask(url: string, path: string, options: RequestOptions = {}) {
  const asked = request(new URL(path, url), { agent: false, ...options });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** The metrics, as soon as the engine has done a batch. */
async function metricsOf(url: string, options: RequestOptions = {}) {
  for (;;) {
    const answer = await ask(url, '/metrics', options);
    const events = metricSamples(answer.body).find(({ name }) => name === 'kestrel_perf_events_total');
    if (answer.status === 200 && events !== undefined && events.value > 0) return answer;
    await delay(20);
  }
}

test('figures of a replay can be asked for while it goes on, and change nothing about it', async () => {
  const folder = workFolder();
  const unwatched = await runProgram(['replay', EVENTS_FILE, '-q', ...RULES, '--alerts', 'alone.ndjson'], {
    cwd: folder,
  });
  expect(unwatched.code).toBe(0);
  const { url, child, finished } = await listening([
    '--listen',
    ':0',
    '--alerts',
    join(folder, 'seen.ndjson'),
  ]);

  const metrics = await metricsOf(url);
  expect(metrics.headers['content-type']).toBe(OPEN_METRICS_CONTENT_TYPE);
  expect(metrics.headers['x-content-type-options']).toBe('nosniff');
  expect(metrics.headers['cache-control']).toBe('no-store');
  expect(metrics.headers['access-control-allow-origin']).toBeUndefined();
  expect(metrics.body).toMatch(/\n# EOF\n$/);
  if (hasReferenceParser()) expect(referenceComplaint(metrics.body)).toBeUndefined();

  const snapshot = await ask(url, '/snapshot.json');
  const run = parseRun(snapshot.body, 'snapshot.json');
  expect(run.warnings.map(({ code }) => code)).toContain('snapshot');
  expect(run.stream.events).toBeGreaterThan(0);
  const offered = figuresByRule(metrics.body, 'kestrel_perf_rule_events_offered_total');
  expect(Object.keys(offered).sort()).toEqual(run.rules.map(({ rule_id }) => rule_id).sort());

  expect((await ask(url, '/metrics', { method: 'POST' })).status).toBe(405);
  expect((await ask(url, '/etc/passwd')).status).toBe(404);
  expect((await ask(url, '/metrics', { headers: { host: 'attacker.example' } })).status).toBe(421);

  const events = ask(url, '/events?interval=0.25');
  child.stdin.end(EVENTS.subarray(FIRST_PART.length));
  const { status, body } = await events;
  expect(status).toBe(200);
  const names = [...body.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
  expect([names[0], names[1], names.at(-1)]).toEqual(['run', 'snapshot', 'end']);
  expect((await finished).code).toBe(0);
  expect(readFileSync(join(folder, 'seen.ndjson'))).toEqual(readFileSync(join(folder, 'alone.ndjson')));
});

test('on an address that others reach, whoever asks must bring the token', async () => {
  const { url, child, finished } = await listening(['--listen', '0.0.0.0:0'], { KESTREL_PERF_TOKEN: TOKEN });
  const local = url.replace('0.0.0.0', '127.0.0.1');
  expect((await metricsOf(local, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
  for (const path of ['/metrics', '/snapshot.json', '/events', '/', '/nothing']) {
    const { status, body } = await ask(local, path);
    expect(status).toBe(401);
    expect(body).not.toContain(TOKEN);
  }
  const wrong = { headers: { authorization: `Bearer ${TOKEN}x` } };
  expect((await ask(local, '/metrics', wrong)).status).toBe(401);
  child.stdin.end();
  expect((await finished).stderr).not.toContain(TOKEN);
});

test('clients that say nothing, or read nothing, do not keep the program from ending', async () => {
  const { url, child, finished } = await listening(['--listen', '127.0.0.1:0']);
  await metricsOf(url);
  const { hostname, port, host } = new URL(url);
  const asking = (path: string) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const clients = ['', asking('/events?interval=0.25'), asking('/snapshot.json').repeat(500)].map((said) => {
    const client = connect(Number(port), hostname, () => client.write(said)).pause();
    return client.on('error', () => {});
  });
  try {
    // Whoever comes after them is answered, so what they asked for has been begun.
    await metricsOf(url);
    child.stdin.end(EVENTS.subarray(FIRST_PART.length));
    expect((await finished).code).toBe(0);
  } finally {
    for (const client of clients) client.destroy();
  }
});

test('a port that is taken is told before anything runs', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const { port } = other.address() as { port: number };
    const folder = workFolder();
    const args = ['replay', EVENTS_FILE, ...RULES, '--alerts', 'alerts.ndjson', '--listen', `:${port}`];
    const { code, stdout, stderr } = await runProgram(args, { cwd: folder });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: cannot listen on 127.0.0.1:${port}: another program listens there; choose another port, or 0 for one that is free\n`,
    });
    expect(existsSync(join(folder, 'alerts.ndjson'))).toBe(false);
  } finally {
    other.close();
  }
});
