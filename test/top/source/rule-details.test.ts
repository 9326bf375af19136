import { describe, expect, test } from 'vitest';
import type { RuleFault } from '../../../src/engine/predicate/predicate-fault.ts';
import type { Rule } from '../../../src/engine/rule.ts';
import { FaultLog } from '../../../src/profiler/fault-log.ts';
import type { HotSpot } from '../../../src/profiler/hot-spot.ts';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';
import type { RunFindings } from '../../../src/profiler/run-findings.ts';
import { createRuleDetails } from '../../../src/top/source/rule-details.ts';
import type { RunKnowledge } from '../../../src/top/source/run-knowledge.ts';
import { luaRule } from '../../engine/lua/support.ts';
import { ruleOf } from '../../support/rule.ts';

const FAULT: RuleFault = { kind: 'error', reason: 'no port', eventNumber: 7, quarantined: false };

function hotSpot(text: string): HotSpot {
  return { kind: 'clause', text, line: 1, column: 1, share: 0.5, interval: null, samples: 40 };
}

function sampled(spots: readonly HotSpot[], lines: readonly HotSpot[] = []): RunFindings {
  const rules = [{ rule: 0, samples: 80, hotSpots: spots }];
  const luaLines = {
    tookNs: 0,
    rules: lines.length === 0 ? [] : [{ rule: 0, evaluations: 9, spots: lines }],
  };
  const others = { intervalUs: 1_000, observedIntervalUs: null, samples: 80, hotSpots: [], others: {} };
  return { sampling: { ...others, rules, missedShare: null, startNs: 0, readNs: 0 }, luaLines };
}

/** What is known of one rule. */
function detailsOf(
  rule: Rule,
  known: Partial<RunKnowledge> = {},
  fill: (table: MetricsTable) => void = () => {},
) {
  const steps = 'query' in rule && rule.query.kind !== 'event' ? rule.query.steps.length : 0;
  const table = MetricsTable.create(1, [steps]);
  fill(table);
  const knowledge = { faults: new FaultLog(), findings: undefined, isOver: false, ...known };
  return createRuleDetails([rule], table, () => knowledge)(0);
}

function faulty(...faults: readonly Partial<RuleFault>[]): FaultLog {
  const log = new FaultLog();
  for (const fault of faults) log.add(0, { ...FAULT, ...fault });
  return log;
}

describe('hot spots', () => {
  const rule = luaRule('');

  test('are not known before the run has told', () => {
    expect(detailsOf(rule).hotSpots).toBeNull();
    expect(detailsOf(rule, { findings: {} }).hotSpots).toBeNull();
  });

  test('are what the samples say, and lines where a rule has them', () => {
    const [clause, line] = [hotSpot('clause'), hotSpot('line')];
    expect(detailsOf(rule, { findings: sampled([clause]) }).hotSpots).toEqual([clause]);
    expect(detailsOf(rule, { findings: sampled([clause], [line]) }).hotSpots).toEqual([line]);
  });

  test('are none where there were too few samples', () => {
    expect(detailsOf(rule, { findings: sampled([]) }).hotSpots).toEqual([]);
    expect(
      detailsOf(rule, { findings: { ...sampled([]), sampling: { ...sampled([]).sampling!, rules: [] } } })
        .hotSpots,
    ).toEqual([]);
  });

  test('lines watched before it looped do not tell where its time went', () => {
    const findings = sampled([], [hotSpot('line')]);
    const faults = faulty({ kind: 'time', quarantined: true });
    expect(detailsOf(rule, { findings, faults }).hotSpots).toEqual([]);
  });
});

describe('faults', () => {
  test('none', () => {
    expect(detailsOf(luaRule(''))).toMatchObject({ faults: [], advice: [] });
  });

  test('of a rule that went on', () => {
    const { faults, advice } = detailsOf(luaRule(''), { faults: faulty({}, {}) });
    expect(faults).toEqual(['It had 2 faults (error) and went on, the first at event 7: no port']);
    expect(advice).toEqual([expect.stringContaining('correct the rule at the place named')]);
  });

  test('of a rule that was taken out', () => {
    const log = faulty({ kind: 'time', quarantined: true });
    const { faults, advice } = detailsOf(luaRule(''), { faults: log, isOver: true }, (table) =>
      table.countFault(0, true),
    );
    expect(faults).toEqual(['It was taken out of the run at event 7 (time): no port']);
    // It did not get to fire.
    expect(advice).toEqual([expect.stringContaining('look for a loop that does not end')]);
  });
});

describe('advice', () => {
  const SEQUENCE = 'sequence with maxspan=1m [process where true] ![dns where true] [file where true]';

  test('a leak', () => {
    const growth = { bytesPer1kEvents: 132_655, interval: [1, 2] as const };
    const heap = { usedBytes: 0, peakBytes: 0 };
    const findings = { memory: { rules: [{ series: [], growth, leak: true }], heap } };
    expect(detailsOf(luaRule(''), { findings }).advice).toEqual([
      expect.stringMatching(/^It leaks memory, 132\.7 kB more with every 1,000 events\. Look for a table/),
    ]);
    const steady = { memory: { rules: [{ series: [], growth, leak: false }], heap } };
    expect(detailsOf(luaRule(''), { findings: steady }).advice).toEqual([]);
  });

  test('what a sequence had to give up', () => {
    const { advice } = detailsOf(ruleOf(SEQUENCE), {}, (table) => {
      table.evicted[0] = 1_200;
      table.lateEvents[0] = 3;
    });
    expect(advice).toEqual([
      expect.stringMatching(/^It dropped 1,200 partial matches or keys .*\. Make its first step narrower/),
      expect.stringMatching(/^3 events came too late .*\. Sort the recording/),
    ]);
  });

  test('a first step that lets through too much', () => {
    const begin = (matches: number) => (table: MetricsTable) => {
      table.offered[0] = 4_000;
      table.stepMatches[table.stepIndex(0, 0)] = matches;
    };
    expect(detailsOf(ruleOf(SEQUENCE), {}, begin(1_589)).advice).toEqual([
      'It begins a partial match on more than 20.0 % of the events offered. A narrower first step would make it cheaper',
    ]);
    expect(detailsOf(ruleOf(SEQUENCE), {}, begin(700)).advice).toEqual([]);
  });

  test('a query without a time limit, by its line in the file', () => {
    const origin = { file: 'a.toml', line: 21, column: 1 };
    const rule = ruleOf('\nsequence\n  [process where true]\n  [file where true]', { origin });
    expect(detailsOf(rule).advice).toEqual([
      'Line 23: a sequence without maxspan: partial matches live until they are evicted. Write with maxspan=… before the first step',
    ]);
  });

  test('a query with a thousand doubts', () => {
    const doubts = new Array<string>(1_000).fill('process.name regex "^a"').join(' or ');
    const { advice } = detailsOf(ruleOf(`process where ${doubts}`));
    expect(advice).toHaveLength(10);
  });

  test('that it never fired, once it cannot any more', () => {
    const offer = (table: MetricsTable) => {
      table.offered[0] = 1_589;
    };
    const rule = ruleOf('process where true');
    expect(detailsOf(rule, { isOver: false }, offer).advice).toEqual([]);
    expect(detailsOf(rule, { isOver: true }, offer).advice).toEqual([
      'It was offered 1,589 events and never fired',
    ]);
    expect(detailsOf(rule, { isOver: true }).advice).toEqual([
      'It was never offered an event: none of those replayed is of its category',
    ]);
    const fired = detailsOf(rule, { isOver: true }, (table) => {
      offer(table);
      table.countAlert(0, 1n);
    });
    expect(fired.advice).toEqual([]);
  });

  test('which step a sequence waited for in vain, of those that need an event', () => {
    const { advice } = detailsOf(ruleOf(SEQUENCE), { isOver: true }, (table) => {
      table.offered[0] = 10;
      table.stepMatches[table.stepIndex(0, 0)] = 4;
    });
    expect(advice).toEqual(['It was offered 10 events and never fired: no event met step 3']);
  });
});
