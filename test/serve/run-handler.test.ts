import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { EventReader, type ServerEvent } from '../../src/serve/client/event-reader.ts';
import { MAX_EVENT_STREAMS } from '../../src/serve/run-handler.ts';
import { sampleRun } from '../report/sample-run.ts';
import { liveSnapshot } from '../top/support/live-fixture.ts';
import { ask } from './ask.ts';
import { serveForTest, testHost, testRun } from './served.ts';

async function served(run = testRun()) {
  const server = await serveForTest(run, testHost());
  return { run, server, get: (path: string, method?: string) => ask(server.path, path, method) };
}

function eventsOf(text: string): ServerEvent[] {
  const events: ServerEvent[] = [];
  new EventReader(1e6, (event) => events.push(event)).push(text);
  return events;
}

describe('pages', () => {
  test('the first one lists the others', async () => {
    const { get } = await served();
    const { status, headers, text } = await get('/');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    for (const page of ['/run.json', '/snapshot.json', '/metrics', '/events', '/rules/N.json']) {
      expect(text).toContain(page);
    }
  });

  test('/run.json says what runs', async () => {
    const { get } = await served();
    expect(JSON.parse((await get('/run.json')).text)).toEqual({
      version: 1,
      title: 'replay a.ndjson',
      startedAt: '2024-05-01T10:00:00.000Z',
      pid: process.pid,
    });
  });

  test('/snapshot.json is a run file', async () => {
    const { run, get } = await served();
    const { headers, text } = await get('/snapshot.json');
    expect(headers['content-type']).toContain('application/json');
    expect(parseRun(text, 'it')).toEqual(run.runFile());
  });

  test('/metrics is OpenMetrics', async () => {
    const { get } = await served();
    const { headers, text } = await get('/metrics');
    expect(headers['content-type']).toContain('application/openmetrics-text');
    expect(text).toMatch(/# EOF\n$/);
  });

  test('counters of /metrics do not fall between two scrapes', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const figures = [900, 100];
    const runFile = () => sampleRun([{ id: 'one', cpuTimeNs: figures.shift() ?? 0 }]);
    const { get } = await served(Object.assign(testRun(), { runFile }));
    const cpu = /^kestrel_perf_rule_cpu_seconds_total.*$/m;
    const before = cpu.exec((await get('/metrics')).text)?.[0];
    expect(before).toContain('} 0.0000009');
    vi.advanceTimersByTime(1_000);
    expect(cpu.exec((await get('/metrics')).text)?.[0]).toBe(before);
    expect(figures).toEqual([]);
  });

  test('many requests on one connection are one: the others cost nothing', async () => {
    const run = testRun();
    let made = 0;
    const runFile = () => {
      made++;
      return testRun().runFile();
    };
    const { server } = await served(Object.assign(run, { runFile }));
    const greedy = connect(server.path);
    const received = text(greedy);
    greedy.write('GET /snapshot.json HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(50));
    await vi.waitFor(() => expect(greedy.bytesRead).toBeGreaterThan(0));
    greedy.end();
    const answers = (await received).match(/HTTP\/1\.1 \d+/g) ?? [];
    expect(answers.filter((answer) => answer.endsWith('200'))).toHaveLength(1);
    expect(made).toBe(1);
  });

  test('/rules/N.json is one rule in detail', async () => {
    const { run, get } = await served();
    expect(JSON.parse((await get('/rules/1.json')).text)).toEqual(run.details);
  });

  test('what is not there is 404 with the list, other methods are 405', async () => {
    const { get } = await served();
    expect(await get('/rules/2.json')).toMatchObject({
      status: 404,
      text: expect.stringContaining('/metrics'),
    });
    for (const method of ['POST', 'DELETE', 'OPTIONS']) {
      expect(await get('/run.json', method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    }
  });

  test.each(['/', '/run.json', '/snapshot.json', '/metrics', '/events'])(
    'HEAD %s has no body',
    async (path) => {
      const { get } = await served();
      expect(await get(path, 'HEAD')).toMatchObject({ status: 200, text: '' });
    },
  );

  test('figures that cannot be read are an error of that request only', async () => {
    const run = testRun();
    let isBroken = true;
    const { get } = await served(
      Object.assign(run, {
        runFile: () => {
          if (isBroken) throw new Error('no table');
          return testRun().runFile();
        },
      }),
    );
    expect(await get('/metrics')).toMatchObject({ status: 500, text: 'this could not be made: no table\n' });
    isBroken = false;
    expect((await get('/metrics')).status).toBe(200);
  });
});

describe('/events', () => {
  test('are the rules, snapshots, and the end with its message', async () => {
    const { run, server, get } = await served();
    const answer = get('/events?interval=0.25');
    await vi.waitFor(() => expect(run.reads).toBeGreaterThan(2));
    run.snapshot = liveSnapshot({ progress: { state: 'done' }, figures: [{}, {}] });
    server.end('it broke');
    const events = eventsOf((await answer).text);
    expect(events[0]!.event).toBe('run');
    expect(JSON.parse(events[0]!.data)).toMatchObject({
      version: 1,
      pid: process.pid,
      rules: [{ id: 'one' }, { id: 'two' }],
    });
    expect(events.slice(1, -1).every(({ event }) => event === 'snapshot')).toBe(true);
    expect(JSON.parse(events[1]!.data).figures[0].lastHitNs).toBe('1714557600000000001');
    expect(JSON.parse(events.at(-2)!.data).progress.state).toBe('done');
    expect(events.at(-1)).toEqual({ event: 'end', data: '{"message":"it broke"}' });
  });

  test('whoever comes after the end is told so', async () => {
    const { server, get } = await served();
    server.end();
    const names = eventsOf((await get('/events')).text).map(({ event }) => event);
    expect(new Set(names)).toEqual(new Set(['run', 'snapshot', 'end']));
    expect(names.at(-1)).toBe('end');
  });

  test('a number that is none does not break them', async () => {
    const run = testRun();
    run.snapshot = liveSnapshot({
      figures: [{ memoryBytes: Number.NaN, cpuTimeNs: Number.POSITIVE_INFINITY }, {}],
    });
    const { server, get } = await served(run);
    server.end();
    const frame = eventsOf((await get('/events')).text).find(({ event }) => event === 'snapshot');
    expect(JSON.parse(frame!.data).figures[0]).toMatchObject({ memoryBytes: null, cpuTimeNs: null });
  });

  test('a snapshot that cannot be taken is left out, and the stream goes on', async () => {
    const run = testRun();
    const { server, get } = await served(run);
    const { read } = run.source;
    let isBroken = true;
    Object.assign(run.source, {
      read: () => {
        if (isBroken) throw new Error('not now');
        return read();
      },
    });
    const answer = get('/events?interval=0.25');
    // The rules have come by the time another request is answered.
    await get('/run.json');
    isBroken = false;
    await vi.waitFor(() => expect(run.reads).toBeGreaterThan(0));
    server.end();
    expect(eventsOf((await answer).text).map(({ event }) => event)).toContain('snapshot');
  });

  test('a client that does not read gets one frame and no more, however long it takes', async () => {
    const run = testRun();
    // More than the system takes in for a socket that nobody reads.
    const huge = 'x'.repeat(2_000_000);
    Object.assign(run.source, { rules: [{ ...run.source.rules[0]!, source: huge }, run.source.rules[1]!] });
    const { server, get } = await served(run);
    const silent = connect(server.path);
    silent.pause();
    await once(silent, 'connect');
    silent.write('GET /events?interval=0.25 HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await vi.waitFor(() => expect(run.reads).toBe(1));
    // Its interval passes while others are served.
    const reader = new EventEmitter();
    setTimeout(() => reader.emit('later'), 900);
    await once(reader, 'later');
    expect(run.reads).toBe(1);
    expect((await get('/run.json')).status).toBe(200);
    silent.destroy();
  });

  test('a connection that asks for more than one holds no place once it is gone', async () => {
    const { server, get } = await served();
    const greedy = connect(server.path);
    greedy.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(MAX_EVENT_STREAMS));
    await once(greedy, 'data');
    greedy.destroy();
    await vi.waitFor(async () => expect((await get('/run.json')).status).toBe(200));
    const socket = connect(server.path);
    socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(String(answer)).toContain('200 OK');
  });

  test('viewers at the same moment share a snapshot, and there is a limit to them', async () => {
    const { run, server, get } = await served();
    const sockets = Array.from({ length: MAX_EVENT_STREAMS }, () => {
      const socket = connect(server.path);
      socket.write('GET /events?interval=60 HTTP/1.1\r\nHost: localhost\r\n\r\n');
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    expect(run.reads).toBeLessThan(MAX_EVENT_STREAMS / 2);
    expect(await get('/events')).toMatchObject({ status: 503 });
    sockets[0]!.destroy();
    await vi.waitFor(async () => {
      const socket = connect(server.path);
      sockets.push(socket);
      socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(String(answer)).toContain('200 OK');
    });
    for (const socket of sockets) socket.destroy();
  });
});
