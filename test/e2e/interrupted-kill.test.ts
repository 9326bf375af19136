import { once } from 'node:events';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/profiler/seeded-random.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { finish } from './support/run-program.ts';
import {
  alertsWritten,
  contentOf,
  EARLIER,
  EVENTS,
  isAlertsUpTo,
  OUTPUTS,
  replayableFolder,
  startReplay,
  unfinishedIn,
} from './support/watched-replay.ts';

/** Some more than the alerts of the whole recording take. */
const ALERT_BYTES = EVENTS * 2 * 100;

const random = seededRandom(20_240_501);

/** Ten parts of the run, one moment in each, by how much of the alerts is on the disk. */
const MOMENTS = Array.from({ length: 10 }, (_, part) => ((part + random()) / 10) * ALERT_BYTES).map(
  Math.ceil,
);

/** Whether a file is what was there before, or whole. */
const IS_WHOLE: Readonly<Record<(typeof OUTPUTS)[number], (text: string) => boolean>> = {
  'run.json': (text) => parseRun(text, 'run.json').stream.events === EVENTS,
  'run.csv': (text) => parse(text, { columns: true }).length === 2,
  'run.md': (text) => text.startsWith('# kestrel-perf\n') && text.endsWith('\n'),
  'alerts.ndjson': (text) => isAlertsUpTo(text, EVENTS),
};

test.concurrent.each(MOMENTS)(
  'kill -9 once %d bytes of alerts are written leaves no half file under any name asked for',
  async (bytes) => {
    const folder = replayableFolder();
    const child = startReplay(folder);
    child.stdout.resume();
    child.stderr.resume();
    const ended = once(child, 'close');
    await alertsWritten(child, folder, bytes);
    child.kill('SIGKILL');
    await ended;

    const broken = OUTPUTS.filter((name) => {
      const text = contentOf(folder, name);
      return text === undefined || (text !== EARLIER && !IS_WHOLE[name](text));
    });
    expect(broken).toEqual([]);
    for (const name of unfinishedIn(folder))
      expect(name).toMatch(/^(run\.\w+|alerts\.ndjson)\.\d+\.unfinished$/);
    const left = unfinishedIn(folder).find((name) => name.startsWith('alerts'));
    // Alerts were under way, or done.
    expect(left === undefined).toBe(contentOf(folder, 'alerts.ndjson') !== EARLIER);
    // All lines but perhaps the last are whole, in the order of the stream.
    const lines = (left === undefined ? '' : contentOf(folder, left)!).split('\n').slice(0, -1);
    const whole = lines.length - (lines.length % 2);
    expect(
      isAlertsUpTo(
        lines
          .slice(0, whole)
          .map((line) => `${line}\n`)
          .join(''),
        whole / 2,
      ),
    ).toBe(true);
  },
);

test('the run after a kill -9 is whole, and leaves alone what it finds', async () => {
  const folder = replayableFolder();
  const killed = startReplay(folder);
  killed.stdout.resume();
  killed.stderr.resume();
  const ended = once(killed, 'close');
  await alertsWritten(killed, folder, ALERT_BYTES / 4);
  killed.kill('SIGKILL');
  await ended;
  const left = unfinishedIn(folder);
  expect(left).toEqual([`alerts.ndjson.${killed.pid}.unfinished`]);

  const { code } = await finish(startReplay(folder));
  expect(code).toBe(0);
  for (const name of OUTPUTS) expect(IS_WHOLE[name](contentOf(folder, name)!)).toBe(true);
  expect(unfinishedIn(folder)).toEqual(left);
});
