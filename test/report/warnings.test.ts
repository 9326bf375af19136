import { describe, expect, test } from 'vitest';
import type { FaultsEntry } from '../../src/report/rule-faults.ts';
import { describeWarning, WARNING_CODES, type Warning, warningText } from '../../src/report/warnings.ts';

const FAULTS: FaultsEntry = {
  first: { kind: 'error', reason: 'it threw', event: 3 },
  by_kind: { error: 9, time: 1 },
  quarantined_at_event: 40,
};

const EXAMPLES: readonly Warning[] = [
  { code: 'time-not-conserved', differenceNs: 20, wallTimeNs: 1_000 },
  { code: 'clock-coarse', resolutionNs: 15_600_000 },
  { code: 'machine-busy', waitingShare: 0.125 },
  { code: 'sampling-interval-off', intervalUs: 1_000, observedUs: 1_250 },
  { code: 'samples-missed', missedShare: 0.22 },
  { code: 'no-events' },
  { code: 'no-rules' },
  { code: 'rule-quarantined', ruleId: 'r', faults: FAULTS },
  { code: 'rule-faults', ruleId: 'r', faults: { ...FAULTS, quarantined_at_event: null } },
  { code: 'rule-leaks', ruleId: 'r', runtime: 'lua', bytesPer1kEvents: 132_715 },
  { code: 'partial-matches-evicted', ruleId: 's', evicted: 12_000 },
  { code: 'late-events', events: 7, rules: ['s', 't'] },
  { code: 'snapshot', events: 5_120 },
  {
    code: 'part-of-run',
    firstPart: 3,
    lastPart: 5,
    partCount: 40,
    firstEvent: 201,
    lastEvent: 500,
    from: '2024-05-01T10:00:00Z',
    to: '2024-05-01T10:05:00Z',
  },
  { code: 'run-stopped', signal: 'SIGINT', events: 12 },
  { code: 'engine-crashed', kind: 'out-of-memory', reason: 'no memory left', events: 2_048 },
  { code: 'alerts-incomplete', reason: 'could not write alerts to a.ndjson: no space left' },
  { code: 'rule-files-rejected', count: 2, places: ['a.toml:3', 'b.eql:1'] },
];

test('there is an example of every warning', () => {
  expect(EXAMPLES.map(({ code }) => code)).toEqual(WARNING_CODES);
});

test.each(EXAMPLES)('$code says what and what to do', (warning) => {
  expect(describeWarning(warning)).toMatchSnapshot();
});

test('time billed twice is told from time lost', () => {
  const message = (differenceNs: number) =>
    describeWarning({ code: 'time-not-conserved', differenceNs, wallTimeNs: 1_000 }).message;
  expect(message(-20)).toContain('time was lost');
  expect(message(20)).toContain('time was billed twice');
});

describe('warningText', () => {
  test('gives the count, the places and the advice where there are any', () => {
    expect(warningText({ code: 'c', message: 'm' })).toBe('warning: m');
    expect(warningText({ code: 'c', message: 'm', count: 1 })).toBe('warning: m');
    expect(warningText({ code: 'c', message: 'm', advice: 'do', count: 7, places: ['f:1', 'f:2'] })).toBe(
      'warning: m (7 times)\n  at: f:1, f:2\n  help: do',
    );
  });

  test('lets no rule text move the cursor', () => {
    const faults = { ...FAULTS, first: { ...FAULTS.first, reason: 'a\rb\nc' } };
    const entry = describeWarning({ code: 'rule-quarantined', ruleId: '\u001b[2Jx', faults });
    expect(warningText(entry)).toMatch(/^warning: rule x was taken out [^\n]+: abc\n {2}help: [^\n]+$/);
  });
});
