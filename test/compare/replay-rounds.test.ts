import { expect, test } from 'vitest';
import { replayRounds, type SideName } from '../../src/compare/replay-rounds.ts';
import type { Pack } from '../../src/engine/pack/pack.ts';
import { ruleOf } from '../support/rule.ts';

const PACK: Pack = {
  rules: [ruleOf('process where true')],
  diagnostics: [],
  skipped: [],
  hash: 'sha256:0',
  files: 1,
};

/** Replays that only say whose turn it was, and raise one alert each; `stopAt` is the first that does not end. */
async function rounds(count: number, stopAt = Number.POSITIVE_INFINITY) {
  const order: SideName[] = [];
  const result = await replayRounds({
    base: PACK,
    head: PACK,
    rounds: count,
    replayOnce: async (side, onAlert) => {
      order.push(side);
      onAlert({ rule: 0, timeNs: undefined, events: [order.length] });
      return order.length >= stopAt ? undefined : { table: undefined, events: 1 };
    },
  });
  return { order, ...result };
}

test('which side comes first alternates, after one replay of each that is not counted', async () => {
  const { order, replays } = await rounds(3);
  expect(order.join(' ')).toBe('head base base head head base base head');
  expect([replays.base.length, replays.head.length]).toEqual([3, 3]);
});

test('alerts are those of the replay that is not counted', async () => {
  const { alerts } = await rounds(2);
  expect(alerts.head.of(0)).toEqual({ kept: [[1]], count: 1 });
  expect(alerts.base.of(0)).toEqual({ kept: [[2]], count: 1 });
});

test('of rounds that were stopped the whole ones count', async () => {
  const { order, replays } = await rounds(3, 6);
  expect(order.length).toBe(6);
  expect([replays.base.length, replays.head.length]).toEqual([1, 1]);
});
