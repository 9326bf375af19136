import type { RunFile } from '../../src/report/run-file.ts';
import type { VerdictEntry } from '../../src/report/verdict.ts';
import { sampleRun } from './sample-run.ts';

/** One verdict; what is not given is a broken budget of a rule `slow`. */
export function verdictOf(overrides: Partial<VerdictEntry> = {}): VerdictEntry {
  return {
    budget: 'rule_latency{rule:slow}: p(99)<50us',
    source: 'budgets.yaml:2',
    rule_id: 'slow',
    level: 'error',
    verdict: 'fail',
    effect: 'fail',
    value: 61_200,
    interval: [58_000, 64_100],
    limit: 50_000,
    unit: 'ns',
    reason: null,
    ...overrides,
  };
}

/** One of each sort, the worst first. */
export const VARIED_VERDICTS: readonly VerdictEntry[] = [
  verdictOf(),
  verdictOf({
    budget: 'rule_alerts{rule:gone}: count==1',
    rule_id: 'gone',
    verdict: 'no-data',
    value: null,
    interval: null,
    limit: 1,
    unit: 'count',
    reason: 'the selector picks no rule that ran',
  }),
  verdictOf({ level: 'warn', effect: 'warn', source: 'budgets.yaml:3' }),
  verdictOf({
    verdict: 'too-noisy',
    effect: 'warn',
    source: 'budgets.yaml:4',
    reason: 'the limit lies within the interval of the figure',
  }),
  verdictOf({
    budget: 'events: count==1000',
    source: '--assert',
    rule_id: null,
    verdict: 'pass',
    effect: 'pass',
    value: 1_000,
    interval: null,
    limit: 1_000,
    unit: 'count',
  }),
];

/** A run of a slow and a quick rule with verdicts. */
export function judgedRun(budgets: readonly VerdictEntry[] = VARIED_VERDICTS): RunFile {
  const rules = [
    { id: 'slow', cpuTimeNs: 250_000_000, offered: 1_000 },
    { id: 'quick', cpuTimeNs: 1_000, offered: 1_000 },
  ];
  return { ...sampleRun(rules), budgets: [...budgets] };
}

/** A text with whatever may do harm in a terminal, a table, a web page, a spreadsheet, XML or a command. */
export const HOSTILE_TEXT =
  '=cmd|\' /C calc\'!A0,"q"\r\n::error file=x::y\n| a | `b` <script>alert(1)</script> [l](javascript:x) @all ' +
  'www.evil.example %0A]]> &amp; \u0000\u0007\u001b[31m\u202e\u2028\ufffe\ud800';
