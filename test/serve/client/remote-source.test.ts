import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { RemoteSource } from '../../../src/serve/client/remote-source.ts';
import { eventText } from '../../../src/serve/event-stream.ts';
import { wireJson } from '../../../src/serve/wire-json.ts';
import { ratesBetween } from '../../../src/top/source/rates.ts';
import { liveRule, liveSnapshot } from '../../top/support/live-fixture.ts';
import { serveForTest, shortFolder, testHost, testRun } from '../served.ts';

async function attached() {
  const run = testRun();
  const server = await serveForTest(run, testHost());
  const source = await RemoteSource.attach(server.path);
  onTestFinished(() => source.detach());
  return { run, server, source };
}

describe('a run in another process', () => {
  test('has the same rules and figures, taken when that process says', async () => {
    const { run, source } = await attached();
    expect(source.rules).toEqual(run.source.rules);
    expect(source.read()).toEqual(run.snapshot);
    run.snapshot = liveSnapshot({ takenAtNs: 7e9, figures: [{ alerts: 9 }, {}] });
    await vi.waitFor(() => expect(source.read()).toEqual(run.snapshot));
  });

  test('time goes on while its process says nothing, so that it did nothing', async () => {
    let frozenMs = 0;
    const path = await peer((_, response) => void response.write(RUN + FRAME));
    const source = await RemoteSource.attach(path, { nowMs: () => frozenMs });
    onTestFinished(() => source.detach());
    const before = source.read();
    frozenMs = 10_000;
    const later = source.read();
    expect(later.takenAtNs - before.takenAtNs).toBe(10e9);
    expect(ratesBetween(before, later)?.eventsPerSecond).toBe(0);
  });

  test('details are there after they were asked for, and belong to their rule', async () => {
    const { run, source } = await attached();
    expect(source.details(1)).toEqual({ latency: null, hotSpots: null, faults: [], advice: [] });
    await vi.waitFor(() => expect(source.details(1)).toEqual(run.details));
    expect(source.details(0).faults).toEqual([]);
    await vi.waitFor(() => expect(source.details(0)).toEqual(run.details));
  });

  test('its end is told with the last figures and a message without control characters', async () => {
    const { run, server, source } = await attached();
    run.snapshot = liveSnapshot({ progress: { state: 'done' }, figures: [{ alerts: 11 }, {}] });
    server.end('it \u001b[31mbroke\n');
    expect(await source.ended).toEqual({ isOver: true, message: 'it broke' });
    expect(source.read()).toEqual(run.snapshot);
    expect(source.details(0).faults).toEqual([]);
  });
});

/** A peer that does not keep to the rules. */
async function peer(answer: RequestListener): Promise<string> {
  const path = join(shortFolder(), '1.sock');
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return path;
}

const RUN = eventText(
  'run',
  wireJson({ version: 1, title: 't', startedAt: '2024-05-01T10:00:00Z', pid: 1, rules: [liveRule('one')] }),
);
const FRAME = eventText('snapshot', wireJson(liveSnapshot({ figures: [{ alerts: 5 }] })));

describe('a peer', () => {
  test('that breaks off leaves the last figures and a word about it', async () => {
    const path = await peer((_, response) => {
      response.write(RUN + FRAME, () => setTimeout(() => response.destroy(), 100));
    });
    const source = await RemoteSource.attach(path);
    expect(await source.ended).toMatchObject({
      isOver: false,
      message: expect.stringContaining('the replay is gone'),
    });
    expect(source.read().figures[0]!.alerts).toBe(5);
  });

  test.each([
    ['that sends no JSON', `${RUN}event: snapshot\ndata: {\n\n`],
    ['of another version', RUN.replace('"version":1', '"version":2')],
    ['whose figures are of other rules', RUN + eventText('snapshot', wireJson(liveSnapshot()))],
    ['that ends before it began', RUN + eventText('end', '{"message":null}')],
    ['that sends something else', eventText('snapshot', '[]')],
  ])('%s is not attached to', async (_, text) => {
    const path = await peer((_request, response) => void response.write(text));
    await expect(RemoteSource.attach(path)).rejects.toThrow(/^it /);
  });

  test('that answers with an error, or nothing, is not attached to', async () => {
    const refuses = await peer((_, response) => void response.writeHead(503).end());
    await expect(RemoteSource.attach(refuses)).rejects.toThrow('status 503');
    const isSilent = await peer(() => {});
    await expect(RemoteSource.attach(isSilent, { patienceMs: 50 })).rejects.toThrow(
      'no figures within 0.05 s',
    );
    await expect(RemoteSource.attach(join(shortFolder(), 'gone.sock'))).rejects.toThrow('ENOENT');
  });
});
