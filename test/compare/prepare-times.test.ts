import { expect, test } from 'vitest';
import { prepareTimes } from '../../src/compare/prepare-times.ts';
import { sideRule, spread } from './support/sides.ts';

const ROUNDS = 10;

/** Ten rules that are the same on both sides; the machine is `slowness` times as slow in each replay of the head. */
function pairs(slowness: number) {
  return Array.from({ length: 10 }, (_, at) => ({
    base: sideRule({ id: `r${at}`, cpuTimeNs: spread(1e6 * (at + 1), ROUNDS) }),
    head: sideRule({ id: `r${at}`, cpuTimeNs: spread(1e6 * (at + 1) * slowness, ROUNDS) }),
    isEdited: false,
  }));
}

test('a machine that is slower in half of the replays makes no rule slower', () => {
  const { times, machine } = prepareTimes(pairs(2));
  expect(machine!.head[0]! / machine!.base[0]!).toBeCloseTo(2, 5);
  for (const rule of times) expect(rule!.head[3]! / rule!.base[3]!).toBeCloseTo(1, 5);
});

test('one rule that is slower stays so', () => {
  const [first, ...others] = pairs(2);
  const slow = { ...first!, head: sideRule({ id: 'r0', cpuTimeNs: spread(1e6 * 2 * 1.5, ROUNDS) }) };
  const { times } = prepareTimes([slow, ...others]);
  expect(times[0]!.head[3]! / times[0]!.base[3]!).toBeCloseTo(1.5, 5);
});

test('edited rules are no control, and with too few others nothing is taken out', () => {
  const edited = pairs(2).map((pair, at) => ({ ...pair, isEdited: at < 6 }));
  const { times, machine, controlRules } = prepareTimes(edited);
  expect(machine).toBeNull();
  expect(controlRules).toBe(4);
  expect(times[0]!.head[0]! / times[0]!.base[0]!).toBeCloseTo(2, 5);
});

test('a rule that takes less than a thousandth is too cheap, unless it does not on one side', () => {
  const cheap = (id: string, headNs: number) => ({
    base: sideRule({ id, cpuTimeNs: spread(20_000, ROUNDS) }),
    head: sideRule({ id, cpuTimeNs: spread(headNs, ROUNDS) }),
    isEdited: true,
  });
  const { times } = prepareTimes([...pairs(1), cheap('a', 20_000), cheap('b', 5e6)]);
  expect(times.slice(10).map((rule) => rule !== null)).toEqual([false, true]);
});

test('times are per event offered', () => {
  const [first, ...others] = pairs(1);
  const twice = sideRule({
    id: 'r0',
    cpuTimeNs: first!.head.cpuTimeNs.map((timeNs) => 2 * timeNs),
    counters: { events_processed: 2000 },
  });
  const { times } = prepareTimes([{ ...first!, head: twice }, ...others]);
  expect(times[0]!.head[0]! / times[0]!.base[0]!).toBeCloseTo(1, 5);
});
