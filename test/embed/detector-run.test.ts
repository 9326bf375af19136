import { stringify } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import type { Pack } from '../../src/engine/pack/pack.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { at } from '../engine/sequence/events.ts';
import { openDetector, packOfQueries } from './support/detectors.ts';

const NOW = new Date('2024-06-01T12:00:00Z');

describe('the run file of a detector', () => {
  test('is a snapshot as long as the detector is open, and a file that readers take', async () => {
    const { detector } = await openDetector(packOfQueries(['any where true', 'b where true']), {
      now: () => NOW,
    });
    detector.addLine(JSON.stringify(at(1, 'a')));
    detector.flush();
    const run = detector.runFile();
    expect(run).toMatchObject({
      timestamp: '2024-06-01T12:00:00.000Z',
      stream: { hash: null, inputs: [], events: 1, bytes: JSON.stringify(at(1, 'a')).length },
      pack: { rules: 2, paths: [] },
      alerts: { count: 1, hash: null },
    });
    expect(run.warnings.map(({ code }) => code)).toContain('snapshot');
    expect(parseRun(String(stringify(run)), 'run.json')).toEqual(run);
    await detector.close();
    const last = detector.runFile();
    expect(last.warnings.map(({ code }) => code)).not.toContain('snapshot');
    expect(last.gc).not.toBeNull();
    expect(parseRun(String(stringify(last)), 'run.json')).toEqual(last);
  });

  test('has the run part by part, also while it goes on, in parts that add up', async () => {
    const { detector } = await openDetector(packOfQueries(['any where true', 'b where true']), {
      batchSize: 1_024,
    });
    const series = (events: number) => {
      for (let event = 1; event <= events; event++) detector.add(at(event, 'a'));
      detector.flush();
      const run = detector.runFile();
      expect(parseRun(String(stringify(run)), 'run.json')).toEqual(run);
      return run.series!;
    };
    expect(series(0)).toBeNull();
    const offered = (run: ReturnType<typeof series>) =>
      run.rules.map(({ rule_id, events_processed }) => [
        rule_id,
        events_processed.reduce((sum, events) => sum + events, 0),
      ]);
    expect(offered(series(300))).toEqual([['rule-0', 300]]);
    const later = series(40_000);
    expect(offered(later)).toEqual([['rule-0', 40_300]]);
    expect(later.end_event.at(-1)).toBe(40_300);
    expect(later.end_event.length).toBeGreaterThan(20);
    expect(later.end_event.length).toBeLessThanOrEqual(64);
    await detector.close();
    expect(offered(detector.runFile().series!)).toEqual([['rule-0', 40_300]]);
  });

  test('can be asked for before the first event', async () => {
    const { detector } = await openDetector(packOfQueries(['any where true']));
    expect(detector.runFile().stream.events).toBe(0);
  });

  test('can be asked for by onAlert', async () => {
    let inAlert = 0;
    const { detector } = await openDetector(packOfQueries(['any where true']), {
      onAlert: () => {
        inAlert = detector.runFile().alerts.count;
      },
    });
    detector.add(at(1, 'a'));
    detector.flush();
    expect(inAlert).toBe(1);
  });

  test('says how often what was handed in was no event', async () => {
    const { detector } = await openDetector(packOfQueries(['any where true']));
    detector.add('text');
    detector.add(7);
    detector.addLine('{');
    expect(detector.runFile().warnings).toEqual(
      expect.arrayContaining([
        { code: 'not-an-object', message: 'the event is no object but a string', count: 2 },
        { code: 'invalid-json', message: expect.stringContaining('not valid JSON'), count: 1 },
      ]),
    );
  });

  test('says which rule files were rejected, and counts what was skipped', async () => {
    const fault = { code: 'io-error', severity: 'error', message: 'gone', file: 'a.toml' };
    const pack = {
      ...packOfQueries(['any where true']),
      diagnostics: [fault, fault, { ...fault, file: 'b.toml' }, { ...fault, severity: 'warning', file: 'c' }],
      skipped: [{ file: 'd', code: 'disabled', reason: 'it is disabled' }],
    } as unknown as Pack;
    const { detector } = await openDetector(pack);
    const run = detector.runFile();
    expect(run.warnings).toContainEqual(
      expect.objectContaining({ code: 'rule-files-rejected', count: 2, places: ['a.toml', 'b.toml'] }),
    );
    expect(run.pack.skipped).toEqual([{ reason: 'it is disabled', count: 1 }]);
  });
});

describe('time', () => {
  const SECOND_NS = 1e9;

  /** A clock that goes on by a nanosecond at each reading, and by more when told to. */
  function steppedClocks() {
    let nowNs = 0;
    const clock = () => ++nowNs;
    return { clocks: { clock, wallClock: clock }, pass: (timeNs: number) => (nowNs += timeNs) };
  }

  test('between two calls is in `read`, that of onAlert in `collect`, whatever it calls', async () => {
    const { clocks, pass } = steppedClocks();
    let calls = 0;
    const { detector } = await openDetector(packOfQueries(['a where true']), {
      clocks,
      onAlert: () => {
        if (calls++ > 0) return;
        pass(SECOND_NS);
        detector.runFile();
        pass(SECOND_NS);
        detector.add(at(3, 'b'));
        pass(SECOND_NS);
        detector.flush();
        pass(SECOND_NS);
      },
    });
    detector.add(at(1, 'a'));
    detector.flush();
    pass(7 * SECOND_NS);
    const { phases, conservation } = detector.runFile();
    expect(Math.floor(phases.collect_ns! / SECOND_NS)).toBe(4);
    expect(Math.floor(phases.read_ns! / SECOND_NS)).toBe(7);
    expect(conservation.within_tolerance).toBe(true);
  });

  test('of taking an event in is in `decode`', async () => {
    const { clocks, pass } = steppedClocks();
    const { detector } = await openDetector(packOfQueries(['a where true']), { clocks });
    let isRead = false;
    detector.add({
      get '@timestamp'() {
        if (!isRead) pass(SECOND_NS);
        isRead = true;
        return '2024-01-01T00:00:00Z';
      },
    });
    expect(Math.floor(detector.runFile().phases.decode_ns! / SECOND_NS)).toBe(1);
  });
});
