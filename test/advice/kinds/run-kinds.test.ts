import { describe, expect, it } from 'vitest';
import { alertsOnMostEvents } from '../../../src/advice/kinds/alerts-on-most-events.ts';
import { genericFirstStep } from '../../../src/advice/kinds/generic-first-step.ts';
import { manyHostCalls } from '../../../src/advice/kinds/many-host-calls.ts';
import { neverRan } from '../../../src/advice/kinds/never-ran.ts';
import { sequenceWithoutMaxspan } from '../../../src/advice/kinds/sequence-without-maxspan.ts';
import { stateOnlyGrows } from '../../../src/advice/kinds/state-only-grows.ts';
import { evidenceOf, luaRule } from '../evidence.ts';

const PLAIN = 'process where process.name == "a.exe"';
const OPEN = 'sequence by user.id [process where true] [network where true]';
const CLOSED = 'sequence by user.id with maxspan=5m [process where true] [network where true]';
const codes = (advice: readonly { code: string }[]) => advice.map(({ code }) => code);

describe('never-ran', () => {
  it('is said of a rule that was offered nothing', () => {
    expect(codes(neverRan(evidenceOf(PLAIN, { offered: 0, evaluations: 0 })))).toEqual(['never-ran']);
  });
  it('is not said of one that was offered an event, nor of one that was taken out', () => {
    expect(neverRan(evidenceOf(PLAIN, { offered: 1, evaluations: 0 }))).toEqual([]);
    expect(neverRan(evidenceOf(PLAIN, { offered: 0, quarantined: true }))).toEqual([]);
  });
});

describe('alerts-on-most-events', () => {
  it('is said above half of the events offered', () => {
    const [advice] = alertsOnMostEvents(evidenceOf(PLAIN, { offered: 1_000, alerts: 501 }));
    expect(advice).toMatchObject({ code: 'alerts-on-most-events', evidence: { alert_rate: 0.501 } });
    expect(advice!.finding).toContain('501 alerts for 1,000 events');
  });
  it('is not said at half, nor of a rule that was offered nothing', () => {
    expect(alertsOnMostEvents(evidenceOf(PLAIN, { offered: 1_000, alerts: 500 }))).toEqual([]);
    expect(alertsOnMostEvents(evidenceOf(PLAIN, { offered: 0, alerts: 0 }))).toEqual([]);
  });
});

describe('sequence-without-maxspan', () => {
  it('is said of a sequence that waits for ever, with what it kept', () => {
    const [advice] = sequenceWithoutMaxspan(evidenceOf(OPEN, { peakPartialMatches: 77 }));
    expect(advice).toMatchObject({
      code: 'sequence-without-maxspan',
      evidence: { peak_partial_matches: 77 },
      savesNs: null,
    });
  });
  it('is not said of one with a maxspan, nor of rules for single events', () => {
    expect(sequenceWithoutMaxspan(evidenceOf(CLOSED))).toEqual([]);
    expect(sequenceWithoutMaxspan(evidenceOf(PLAIN))).toEqual([]);
  });
});

describe('generic-first-step', () => {
  const steps = (matches: number) => [
    { evaluations: 10_000, matches },
    { evaluations: 10_000, matches: 3 },
  ];
  it('is said of a first step that holds for a quarter of the events, at its place', () => {
    const [advice] = genericFirstStep(evidenceOf(CLOSED, { steps: steps(2_500) }));
    expect(advice).toMatchObject({ code: 'generic-first-step', evidence: { first_step_matches: 2_500 } });
    expect(advice!.span!.start.offset).toBe(CLOSED.indexOf('[process'));
  });
  it('is not said of a tenth of them', () => {
    expect(genericFirstStep(evidenceOf(CLOSED, { steps: steps(1_000) }))).toEqual([]);
  });
});

describe('state-only-grows', () => {
  const leak = { bytesPer1kEvents: 2_048, interval: [2_000, 2_100] as const };
  it('is said of a Lua rule that leaks', () => {
    const [advice] = stateOnlyGrows(evidenceOf(luaRule('seen = {}'), { leak }));
    expect(advice).toMatchObject({
      code: 'state-only-grows',
      evidence: { memory_growth_bytes_per_1k_events: 2_048 },
    });
    expect(advice!.finding).toContain('2.0 kB');
  });
  it('is not said of one that does not', () => {
    expect(stateOnlyGrows(evidenceOf(luaRule('local seen')))).toEqual([]);
  });
});

describe('many-host-calls', () => {
  const loop = 'for i = 1, 9 do x = kestrel.event_get_str(event, "user.name") end';
  it('is said where there are more calls than different ones to make', () => {
    const [advice] = manyHostCalls(evidenceOf(luaRule(loop), { hostCalls: 90_000, evaluations: 10_000 }));
    expect(advice).toMatchObject({
      code: 'many-host-calls',
      evidence: { host_calls: 90_000, evaluations: 10_000, different_calls: 1 },
    });
  });
  it('tells fields apart that differ in blanks alone', () => {
    const two =
      'for i = 1, 9 do x = kestrel.event_get_str(event, "a b") .. kestrel.event_get_str(event, "ab") end';
    const [advice] = manyHostCalls(evidenceOf(luaRule(two), { hostCalls: 180_000, evaluations: 10_000 }));
    expect(advice).toMatchObject({ evidence: { different_calls: 2 } });
  });
  it('looks at megabytes of blanks in no time to speak of', () => {
    // Were that to take time by the square of their number, the test would time out.
    const blank = `x = kestrel.event_get_str(event${' '.repeat(1_000_000)}-1)`;
    const evidence = evidenceOf(luaRule(blank), { hostCalls: 90_000, evaluations: 10_000 });
    expect(manyHostCalls(evidence)).toEqual([]);
  });
  it('is not said of few calls', () => {
    expect(manyHostCalls(evidenceOf(luaRule(loop), { hostCalls: 40_000, evaluations: 10_000 }))).toEqual([]);
  });
  it('is not said where each call may ask for something else', () => {
    const computed = 'for i = 1, 9 do x = kestrel.event_get_str(event, names[i]) end';
    const aliased = `local get = kestrel.event_get_str; ${loop}`;
    for (const script of [computed, aliased]) {
      const evidence = evidenceOf(luaRule(script), { hostCalls: 90_000, evaluations: 10_000 });
      expect(manyHostCalls(evidence)).toEqual([]);
    }
  });
});
