import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIRST_ALLOWANCE_NS,
  FIRST_WATCHES_NS,
  WATCH_SHARE,
  WatchSchedule,
} from '../../../src/profiler/line-times/watch-schedule.ts';

const always = (value: number) => () => value;

/** The watches that every rule is given, which take so much together; the batch that is left out comes before. */
function watchFirst(schedule: WatchSchedule, rule: number, tookNs: number): void {
  for (let watch = 0; watch < 5; watch++) schedule.spent(rule, 16, tookNs / 5);
}

describe('a watch schedule', () => {
  it('leaves out the first batch of each rule', () => {
    const schedule = new WatchSchedule(2, always(0));
    expect(schedule.eventsToWatch(0, 1_024, 0)).toBe(0);
    expect(schedule.eventsToWatch(0, 1_024, 0)).toBe(16);
    expect(schedule.eventsToWatch(1, 1_024, 0)).toBe(0);
    expect(schedule.eventsToWatch(1, 3, 0)).toBe(3);
  });

  it('does not count a batch without events for the rule as its first', () => {
    const schedule = new WatchSchedule(1, always(0));
    expect(schedule.eventsToWatch(0, 0, 0)).toBe(0);
    expect(schedule.eventsToWatch(0, 9, 0)).toBe(0);
    expect(schedule.eventsToWatch(0, 7, 0)).toBe(7);
  });

  it('watches every rule for 80 events, beyond its part of the time too', () => {
    const schedule = new WatchSchedule(9, always(0.9));
    schedule.eventsToWatch(0, 1_024, 0);
    for (const events of [16, 16, 16, 16, 16, 0]) {
      expect(schedule.eventsToWatch(0, 1_024, 0)).toBe(events);
      schedule.spent(0, 16, FIRST_ALLOWANCE_NS);
    }
  });

  it('does not go beyond it where a watch takes long', () => {
    const schedule = new WatchSchedule(1, always(0));
    schedule.eventsToWatch(0, 1_024, 0);
    schedule.spent(0, 16, 3_000_001);
    expect(schedule.eventsToWatch(0, 1_024, 0)).toBe(0);
  });

  it('watches as many events as there is time for, not more than 32', () => {
    const schedule = new WatchSchedule(1, always(0));
    schedule.eventsToWatch(0, 1_024, 0);
    watchFirst(schedule, 0, FIRST_ALLOWANCE_NS);
    expect(schedule.eventsToWatch(0, 1_024, 0)).toBe(0);
    const perEventNs = FIRST_ALLOWANCE_NS / 80;
    // A nanosecond more than it takes, as shares are not exact.
    expect(schedule.eventsToWatch(0, 1_024, (5 * perEventNs + 1) / WATCH_SHARE)).toBe(5);
    expect(schedule.eventsToWatch(0, 1_024, 1e12)).toBe(32);
  });

  it('waits until there is time for as many events as chance says', () => {
    const schedule = new WatchSchedule(1, always(0.5));
    schedule.eventsToWatch(0, 1_024, 0);
    watchFirst(schedule, 0, FIRST_ALLOWANCE_NS);
    const perEventNs = FIRST_ALLOWANCE_NS / 80;
    expect(schedule.eventsToWatch(0, 1_024, (16 * perEventNs + 1) / WATCH_SHARE)).toBe(0);
    expect(schedule.eventsToWatch(0, 1_024, (17 * perEventNs + 1) / WATCH_SHARE)).toBe(17);
  });

  it('gives each rule its part, whatever the others take', () => {
    const schedule = new WatchSchedule(2, always(0));
    for (const rule of [0, 1]) schedule.eventsToWatch(rule, 1_024, 0);
    schedule.spent(0, 80, 1e12);
    expect(schedule.eventsToWatch(0, 1_024, 1e9)).toBe(0);
    expect(schedule.eventsToWatch(1, 1_024, 1e9)).toBe(16);
  });

  it('lets the first watches of all rules together take a limited time, however many rules there are', () => {
    const schedule = new WatchSchedule(500, always(0));
    const costNs = 1_000_000;
    let spentNs = 0;
    for (let turn = 0; turn < 2; turn++) {
      for (let rule = 0; rule < 500; rule++) {
        if (schedule.eventsToWatch(rule, 1_024, 0) === 0) continue;
        schedule.spent(rule, 16, costNs);
        spentNs += costNs;
      }
    }
    expect(spentNs).toBeGreaterThan(FIRST_WATCHES_NS);
    expect(spentNs).toBeLessThanOrEqual(FIRST_WATCHES_NS + FIRST_ALLOWANCE_NS + costNs);
    // Those that were left out have their turn when there is time again.
    expect(schedule.eventsToWatch(499, 1_024, 1e12)).toBe(16);
  });

  it('does not watch a rule again that was given up', () => {
    const schedule = new WatchSchedule(2, always(0));
    for (const rule of [0, 1]) schedule.eventsToWatch(rule, 1_024, 0);
    schedule.giveUp(0, 1_000);
    expect(schedule.eventsToWatch(0, 1_024, 1e12)).toBe(0);
    expect(schedule.eventsToWatch(1, 1_024, 1e12)).toBe(16);
  });

  it('never takes more than its share, the first watches and one more of each rule, whatever these take', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1, maxLength: 300 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (rules, costsNs, chance) => {
          const schedule = new WatchSchedule(rules, always(chance));
          const longestNs = new Array<number>(rules).fill(0);
          let spentNs = 0;
          let nowNs = 0;
          for (const [turn, costNs] of costsNs.entries()) {
            const rule = turn % rules;
            nowNs += 1_000_000;
            const events = schedule.eventsToWatch(rule, 1_024, nowNs);
            if (events === 0) continue;
            schedule.spent(rule, events, costNs);
            spentNs += costNs;
            longestNs[rule] = Math.max(longestNs[rule]!, costNs);
          }
          const overNs = FIRST_WATCHES_NS + longestNs.reduce((sum, cost) => sum + cost, 0);
          expect(spentNs).toBeLessThanOrEqual(FIRST_ALLOWANCE_NS + WATCH_SHARE * nowNs + overNs + 1e-3);
        },
      ),
    );
  });
});
