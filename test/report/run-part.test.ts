import { stringify } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { RULE_KEYS, type RunFile } from '../../src/report/run-file.ts';
import { runOfParts } from '../../src/report/run-part.ts';
import { partsInRange, partsOf } from '../../src/report/run-range.ts';
import { faultOf, sampleRun } from './sample-run.ts';
import { judgedRun } from './sample-verdicts.ts';

const SERIES: NonNullable<RunFile['series']> = {
  events: [300, 300, 400],
  end_event: [300, 600, 1_000],
  end_ns: [1_000, 3_000, 9_000],
  end_event_time_ns: [100n, 200n, 300n],
  rules: [
    {
      rule_id: 'slow',
      cpu_time_ns: [500, 1_000, -200],
      events_processed: [300, 300, 0],
      evaluations: [100, 50, 0],
      matches: [9, 8, 0],
      alerts_generated: [3, 6, 0],
      errors: [0, 2, 1],
      memory_bytes: [null, 900, 700],
    },
    {
      rule_id: 'other',
      cpu_time_ns: [0, 3_000, 100],
      events_processed: [1, 2, 3],
      evaluations: [1, 2, 3],
      matches: [0, 0, 0],
      alerts_generated: [0, 0, 0],
      errors: null,
      memory_bytes: [5, 5, 5],
    },
  ],
};

function whole(): RunFile {
  const run = sampleRun(
    [
      {
        id: 'slow',
        kind: 'lua',
        name: 'Slow one',
        cpuTimeNs: 1_300,
        offered: 600,
        faults: [faultOf({ eventNumber: 450, quarantined: true })],
      },
      { id: 'other', cpuTimeNs: 3_100, offered: 6 },
      { id: 'constructor' },
    ],
    { read: 4_600 },
    { wallTimeNs: 9_000 },
  );
  const stream = { ...run.stream, first_event_ns: 50n, last_event_ns: 290n };
  const census = { events: 500, rules: 1, time_ns: 7 };
  return { ...run, stream, series: SERIES, census, budgets: judgedRun().budgets };
}

/** The parts that are over before this event time. */
function upTo(untilNs: bigint, sinceNs?: bigint): RunFile {
  const run = whole();
  return runOfParts(run, partsInRange(run, { sinceNs, untilNs }));
}

function row(run: RunFile, id: string) {
  return run.rules.find(({ rule_id }) => rule_id === id)!;
}

describe('a rule in some parts of a run', () => {
  test('has what these parts add up to', () => {
    expect(row(upTo(300n, 101n), 'slow')).toMatchObject({
      name: 'Slow one',
      type: 'Lua',
      cpu_time_ns: 800,
      events_processed: 300,
      evaluations: 50,
      matches: 8,
      alerts_generated: 6,
      alert_rate: 0.02,
      avg_latency_ns: 16,
      cpu_share: 800 / 3_900,
      errors: 3,
      memory_bytes: 700,
      peak_memory_bytes: 900,
    });
  });

  test('has nothing where it was offered nothing, and no less than no time', () => {
    expect(row(upTo(400n, 201n), 'slow')).toMatchObject({
      cpu_time_ns: 0,
      alert_rate: null,
      avg_latency_ns: null,
    });
    expect(row(upTo(400n), 'constructor')).toMatchObject({
      cpu_time_ns: 0,
      events_processed: 0,
      memory_bytes: null,
      peak_memory_bytes: null,
    });
  });

  test('was taken out by then, or not yet', () => {
    expect(row(upTo(100n), 'slow')).toMatchObject({ quarantined: false, errors: 0, peak_memory_bytes: null });
    expect(row(upTo(101n), 'slow')).toMatchObject({ quarantined: true, errors: 2 });
  });

  test('says nothing of what only the whole run tells', () => {
    const known = [
      'rule_id',
      'type',
      'memory_bytes',
      'peak_memory_bytes',
      'cpu_time_ns',
      'events_processed',
      'alerts_generated',
      'avg_latency_ns',
      'evaluations',
      'matches',
      'alert_rate',
      'cpu_share',
      'errors',
      'quarantined',
      'name',
      'severity',
      'tags',
      'file',
    ];
    const slow = row(upTo(400n), 'slow');
    expect(Object.keys(slow)).toEqual(RULE_KEYS);
    for (const key of RULE_KEYS) if (!known.includes(key)) expect([key, slow[key]]).toEqual([key, null]);
  });
});

describe('some parts of a run', () => {
  test('are a run file that says what it is, ranked anew', () => {
    const run = upTo(300n, 101n);
    expect(parseRun(stringify(run)!, 'part.json')).toEqual(run);
    expect(run.rules.map(({ rule_id }) => rule_id)).toEqual(['other', 'slow', 'constructor']);
    expect(partsOf(run)).toMatchObject({
      code: 'part-of-run',
      message:
        'these are the figures of parts 2 to 3 of 3 of a run, events 301 to 1000, 1970-01-01T00:00:00.000000100Z ' +
        'to 1970-01-01T00:00:00.000000300Z; ends are as fine as the parts',
    });
    expect(partsOf(whole())).toBeUndefined();
  });

  test('have the time and the events of these parts, and nothing that is of the whole run', () => {
    const run = upTo(300n, 101n);
    expect(run).toMatchObject({
      wall_time_ns: 8_000,
      stream: { hash: null, events: 700, first_event_ns: null, last_event_ns: 290n },
      alerts: { count: 6, hash: null },
      conservation: { accounted_ns: 3_900, difference_ns: -4_100 },
      gc: null,
      sampling: null,
      series: null,
      census: null,
      budgets: [],
    });
    expect(new Set(Object.values(run.phases))).toEqual(new Set([null]));
    expect(upTo(60n)).toMatchObject({
      wall_time_ns: 1_000,
      stream: { first_event_ns: 50n, last_event_ns: null },
    });
  });
});
