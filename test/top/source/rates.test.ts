import { describe, expect, test } from 'vitest';
import { isOver, ratesBetween } from '../../../src/top/source/rates.ts';
import { liveSnapshot } from '../support/live-fixture.ts';

const EARLIER = liveSnapshot({
  takenAtNs: 10e9,
  progress: { events: 1_000, wallTimeNs: 1e9 },
  figures: [{ cpuTimeNs: 100e6 }, { cpuTimeNs: 0 }],
  phaseNs: { read: 500e6, decode: 400e6 },
});

describe('ratesBetween', () => {
  test('counts from the older snapshot', () => {
    const now = liveSnapshot({
      takenAtNs: 12e9,
      progress: { events: 5_000, wallTimeNs: 3e9 },
      figures: [{ cpuTimeNs: 300e6 }, { cpuTimeNs: 200e6 }],
      phaseNs: { read: 1_500e6, decode: 1_000e6 },
    });
    expect(ratesBetween(EARLIER, now)).toEqual({
      eventsPerSecond: 2_000,
      // Of two seconds: 0.4 in rules, 0.6 in decoding; reading is waiting.
      engineLoad: 0.5,
      cpuShare: [0.1, 0.1],
    });
  });

  test('an engine that waits for its input does nothing', () => {
    const now = { ...EARLIER, takenAtNs: 11e9 };
    expect(ratesBetween(EARLIER, now)).toEqual({ eventsPerSecond: 0, engineLoad: 0, cpuShare: [0, 0] });
  });

  test.each([
    ['the first snapshot', null, 'running'],
    ['one taken at the same moment', EARLIER, 'running'],
    ['a run that is done', { ...EARLIER, takenAtNs: 0 }, 'done'],
    ['a run that failed', { ...EARLIER, takenAtNs: 0 }, 'failed'],
  ] as const)('of %s they are averages over the run', (_, before, state) => {
    const now = { ...EARLIER, progress: { ...EARLIER.progress, state } };
    expect(ratesBetween(before, now)).toEqual({
      eventsPerSecond: 1_000,
      engineLoad: 0.5,
      cpuShare: [0.1, 0],
    });
  });

  test('before the engine begins there are none', () => {
    const loading = liveSnapshot({ progress: { state: 'loading', wallTimeNs: 0, events: 0 }, figures: [{}] });
    expect(ratesBetween(null, loading)).toBeNull();
    expect(ratesBetween(loading, { ...loading, takenAtNs: 1e9 })).toBeNull();
  });

  test('a share is never above 1 nor below 0', () => {
    const now = {
      ...EARLIER,
      takenAtNs: 10e9 + 1,
      figures: liveSnapshot({ figures: [{ cpuTimeNs: 9e9 }, {}] }).figures,
    };
    const back = { ...EARLIER, figures: liveSnapshot({ figures: [{ cpuTimeNs: 9e9 }, {}] }).figures };
    expect(ratesBetween(EARLIER, now)!.cpuShare[0]).toBe(1);
    expect(ratesBetween(back, { ...EARLIER, takenAtNs: 11e9 })!.cpuShare[0]).toBe(0);
  });
});

test('a run is over once it is done or has failed', () => {
  const states = ['starting', 'loading', 'running', 'ending', 'done', 'failed'] as const;
  const over = states.filter((state) => isOver(liveSnapshot({ progress: { state } })));
  expect(over).toEqual(['done', 'failed']);
});
