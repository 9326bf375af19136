import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PHASES } from '../../../src/engine/probe.ts';
import { detailsSchema, snapshotSchema } from '../../../src/serve/client/wire-schema.ts';
import { wireJson } from '../../../src/serve/wire-json.ts';
import { liveSnapshot } from '../../top/support/live-fixture.ts';

const count = fc.nat();
const maybe = fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));

test('snapshots arrive as they were sent', () => {
  const figures = fc.record({
    memoryBytes: maybe,
    peakMemoryBytes: maybe,
    cpuTimeNs: count,
    offered: count,
    evaluations: count,
    alerts: count,
    lastHitNs: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    p99LatencyNs: maybe,
    errors: count,
    quarantined: fc.boolean(),
    state: fc.option(
      fc.record({ partialMatches: count, peakPartialMatches: count, expired: count, evicted: count }),
    ),
    steps: fc.array(fc.record({ evaluations: count, matches: count }), { maxLength: 3 }),
  });
  const phaseNs = fc.record(Object.fromEntries(PHASES.map((phase) => [phase, count])));
  fc.assert(
    fc.property(fc.array(figures, { maxLength: 5 }), phaseNs, (ofRules, phases) => {
      const sent = liveSnapshot({ figures: ofRules, phaseNs: phases });
      const arrived = snapshotSchema.parse(JSON.parse(wireJson(sent)));
      // JSON has no -0.
      expect(JSON.stringify(arrived, textOf)).toEqual(JSON.stringify(sent, textOf));
    }),
  );
});

test('a number that is none arrives as not measured, or 0 where every rule has one', () => {
  const sent = liveSnapshot({ figures: [{ memoryBytes: Number.NaN, cpuTimeNs: Number.NaN }] });
  const arrived = snapshotSchema.parse(JSON.parse(wireJson(sent)));
  expect(arrived.figures[0]).toMatchObject({ memoryBytes: null, cpuTimeNs: 0 });
});

test('what a peer adds is left out, prototype or not', () => {
  const arrived = detailsSchema.parse(
    JSON.parse('{"latency":null,"hotSpots":null,"faults":[],"advice":[],"__proto__":{"x":1},"more":2}'),
  );
  expect(Object.keys(arrived)).toEqual(['latency', 'hotSpots', 'faults', 'advice']);
  expect('x' in arrived).toBe(false);
});

function textOf(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
