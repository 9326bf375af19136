import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordBytes } from '../../src/advice/census/record-bytes.ts';
import { seededRandom } from '../../src/profiler/seeded-random.ts';
import { EventSamples } from '../../src/rule-bench/event-samples.ts';
import { sampledEvents } from './support/sampled-events.ts';

const MANY_BYTES = 1e9;

/** @param members by sample, whether an event is offered to it */
function sampled(
  members: readonly (readonly boolean[])[],
  events: number,
  limits: { events: number; bytes: number },
) {
  const samples = new EventSamples(members.length, seededRandom(7), limits);
  for (const [at, event] of sampledEvents(events).entries()) {
    samples.offer(event);
    for (const [sample, isMember] of members.entries()) if (isMember[at]) samples.add(sample);
  }
  return members.map((_, sample) => samples.events(sample).map(({ number }) => number));
}

test('a sample is part of what it was offered, in order, and full where there was enough', () => {
  const membership = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(membership, fc.integer({ min: 1, max: 50 }), (member, most) => {
      const [numbers] = sampled([member], 40, { events: most, bytes: MANY_BYTES });
      const offered = member.flatMap((isMember, at) => (isMember ? at + 1 : []));
      expect(numbers).toHaveLength(Math.min(most, offered.length));
      expect(offered.filter((number) => numbers!.includes(number))).toEqual(numbers);
    }),
  );
});

test('samples of the same events hold the same ones, whatever others are offered', () => {
  const membership = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(membership, membership, (one, other) => {
      const limits = { events: 5, bytes: MANY_BYTES };
      const [first, , third] = sampled([one, other, one], 40, limits);
      expect(third).toEqual(first);
      expect(sampled([one], 40, limits)[0]).toEqual(first);
    }),
  );
});

test('every part of a stream is as likely in a sample', () => {
  const events = sampledEvents(1_000);
  let early = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const samples = new EventSamples(1, seededRandom(seed * 7_919), { events: 10, bytes: MANY_BYTES });
    for (const event of events) {
      samples.offer(event);
      samples.add(0);
    }
    early += samples.events(0).filter(({ number }) => number <= 500).length;
  }
  // 600 draws: a deviation of 75 from the half is more than six times the standard one.
  expect(Math.abs(early - 300)).toBeLessThan(75);
});

test('what is too large for memory makes all samples smaller, and an event in several of them counts once', () => {
  const all = Array.from({ length: 64 }, () => true);
  const bytes = recordBytes(sampledEvents(1)[0]!.record, MANY_BYTES);
  const room = { events: 64, bytes: 20 * bytes };
  const [one, same] = sampled([all, all], 64, room);
  expect(same).toEqual(one);
  expect(one!.length).toBeGreaterThanOrEqual(10);
  expect(one!.length).toBeLessThanOrEqual(20);
});
