import { shareText } from './figure-text.ts';
import { type FaultsEntry, quarantineText, survivedText } from './rule-faults.ts';
import type { WarningEntry } from './run-file.ts';
import { printable } from './terminal-text.ts';

/**
 * What a reader of a run's figures must know about them. Each warning carries its data; the table below words
 * it, with advice for the case at hand.
 */
export type Warning =
  | { readonly code: 'time-not-conserved'; readonly differenceNs: number; readonly wallTimeNs: number }
  | { readonly code: 'clock-coarse'; readonly resolutionNs: number }
  | { readonly code: 'machine-busy'; readonly waitingShare: number }
  | { readonly code: 'sampling-interval-off'; readonly intervalUs: number; readonly observedUs: number }
  | { readonly code: 'samples-missed'; readonly missedShare: number }
  | { readonly code: 'no-events' }
  | { readonly code: 'no-rules' }
  | { readonly code: 'rule-quarantined'; readonly ruleId: string; readonly faults: FaultsEntry }
  | { readonly code: 'rule-faults'; readonly ruleId: string; readonly faults: FaultsEntry }
  | {
      readonly code: 'rule-leaks';
      readonly ruleId: string;
      readonly runtime: 'lua' | 'wasm';
      readonly bytesPer1kEvents: number;
    }
  | { readonly code: 'partial-matches-evicted'; readonly ruleId: string; readonly evicted: number }
  | { readonly code: 'late-events'; readonly events: number; readonly rules: readonly string[] }
  | { readonly code: 'snapshot'; readonly events: number }
  | {
      readonly code: 'part-of-run';
      readonly firstPart: number;
      readonly lastPart: number;
      readonly partCount: number;
      readonly firstEvent: number;
      readonly lastEvent: number;
      /** Event time, as text. */
      readonly from: string;
      readonly to: string;
    }
  | { readonly code: 'run-stopped'; readonly signal: string; readonly events: number }
  | {
      readonly code: 'engine-crashed';
      readonly kind: 'out-of-memory' | 'error' | 'exit';
      readonly reason: string;
      readonly events: number;
    }
  | { readonly code: 'alerts-incomplete'; readonly reason: string }
  | { readonly code: 'rule-files-rejected'; readonly count: number; readonly places: readonly string[] };

export type WarningCode = Warning['code'];

const MORE_MEMORY =
  'Give Node more with NODE_OPTIONS=--max-old-space-size=<MiB>, or have sequences remember less with --reorder-window and --max-partial-matches';

const CRASH_IS_BUG =
  'This is a bug in kestrel-perf, please report it; --limit and --rules help to find the event and the rule';

type Wording<W extends Warning> = (warning: W) => Omit<WarningEntry, 'code'>;

const WORDINGS: { readonly [C in WarningCode]: Wording<Extract<Warning, { code: C }>> } = {
  'time-not-conserved': ({ differenceNs, wallTimeNs }) => ({
    message:
      `the accounts and the wall clock differ by ${Math.abs(differenceNs)} ns of ${wallTimeNs} ns, ` +
      `${differenceNs < 0 ? 'time was lost' : 'time was billed twice'}`,
    advice:
      'Do not trust the times of this run; repeat it on a machine that does not sleep or move its clock',
  }),
  'clock-coarse': ({ resolutionNs }) => ({
    message: `the clock moves in steps of ${resolutionNs} ns, so the times of cheap rules are rough`,
    advice: 'Replay a longer recording, or run on a machine with a finer clock',
  }),
  'machine-busy': ({ waitingShare }) => ({
    message:
      `the machine was busy: for ${shareText(waitingShare)} of the time in which the engine had work, ` +
      'other work had the processors, so times are too long',
    advice: 'Compare shares rather than times, or repeat the run when nothing else runs',
  }),
  'sampling-interval-off': ({ intervalUs, observedUs }) => ({
    message: `samples are ${observedUs} µs apart where ${intervalUs} µs were asked for, so there are ${
      observedUs > intervalUs ? 'fewer' : 'more'
    } than expected`,
    advice:
      'Shares and their intervals come from the samples there are and hold; for more of them replay a longer recording or leave the machine alone',
  }),
  'samples-missed': ({ missedShare }) => ({
    message:
      `for ${shareText(missedShare)} of the time samples were due and none was taken, so sampled shares may be off ` +
      'by more than their intervals say',
    advice: 'Go by cpu_share, which is exact, or repeat the run when nothing else runs',
  }),
  'no-events': () => ({
    message: 'the recording held no events, so no rule was tried',
    advice: 'Check the files that were given, and the time range',
  }),
  'no-rules': () => ({
    message: 'the pack held no rules, so nothing was detected or measured',
    advice: 'Check the path given with --rules; `kestrel-perf check` says what a pack holds',
  }),
  'rule-quarantined': ({ ruleId, faults }) => ({
    message: `rule ${ruleId} ${quarantineText(faults)}`,
    advice: quarantineAdvice(faults),
  }),
  'rule-faults': ({ ruleId, faults }) => ({
    message: `rule ${ruleId} ${survivedText(faults)}`,
    advice: `Each fault cost the rule one event, and the other rules are not affected; ${remedy(faults)}`,
  }),
  'rule-leaks': ({ ruleId, runtime, bytesPer1kEvents }) => ({
    message: `rule ${ruleId} leaks memory: it keeps ${bytesPer1kEvents} bytes more with every 1,000 events`,
    advice:
      runtime === 'lua'
        ? 'Look for a table, a text or a chain of closures that only grows; take out what is old, or clear it when it is full'
        : 'Look for what calls memory.grow again and again; reuse memory, or free it where its language needs that',
  }),
  'partial-matches-evicted': ({ ruleId, evicted }) => ({
    message: `sequence ${ruleId} dropped ${evicted} partial matches or keys at a limit, and may have missed alerts`,
    advice:
      'Make its first step narrower, add keys or a shorter maxspan, or raise --max-partial-matches if memory allows',
    count: evicted,
  }),
  'late-events': ({ events, rules }) => ({
    message:
      `events came too late to be put in the order of time (up to ${events} for one sequence, ` +
      `${rules.length} ${rules.length === 1 ? 'sequence' : 'sequences'}), so alerts may be missing`,
    advice: 'Sort the recording by time, or raise --reorder-window',
    count: events,
  }),
  snapshot: ({ events }) => ({
    message: `these are the figures after ${events} events, of a replay that went on`,
    advice: 'Do not compare them with a whole run',
  }),
  'part-of-run': ({ firstPart, lastPart, partCount, firstEvent, lastEvent, from, to }) => ({
    message:
      `these are the figures of ${firstPart === lastPart ? `part ${firstPart}` : `parts ${firstPart} to ${lastPart}`} ` +
      `of ${partCount} of a run, events ${firstEvent} to ${lastEvent}, ${from} to ${to}; ends are as fine as the parts`,
    advice:
      'For exact ends and all figures give --since and --until to replay; do not compare these with a whole run',
  }),
  'run-stopped': ({ signal, events }) => ({
    message: `the run was stopped by ${signal} after ${events} events`,
    advice: 'The figures cover those events only; do not compare them with a whole run',
  }),
  'engine-crashed': ({ kind, reason, events }) => ({
    message: `the engine broke down after ${events} events: ${reason}`,
    advice: `The alerts and figures cover those events only. ${kind === 'out-of-memory' ? MORE_MEMORY : CRASH_IS_BUG}`,
  }),
  'alerts-incomplete': ({ reason }) => ({
    message: reason,
    advice: 'All alerts are counted, and the figures are complete; replay again to have the alerts',
  }),
  'rule-files-rejected': ({ count, places }) => ({
    message: `${count} ${count === 1 ? 'rule file was' : 'rule files were'} rejected and did not run`,
    advice: '`kestrel-perf check` says what is wrong with each',
    count,
    places: [...places],
  }),
};

function quarantineAdvice(faults: FaultsEntry): string {
  const covered =
    faults.quarantined_at_event === null ? 'It saw no event' : 'Its figures cover the events before that';
  return `${covered}, and the other rules are not affected; ${remedy(faults)}`;
}

/** What its author can do, by what happened: the gravest first. */
function remedy({ by_kind }: FaultsEntry): string {
  if (by_kind.time !== undefined)
    return 'look for a loop that does not end at that event, or raise its time-limit-ms, or --time-limit, if it only needs more';
  if (by_kind.memory !== undefined)
    return 'look for what it keeps of every event, or raise its memory-limit-mib, or --memory-limit, if it only needs more';
  if (by_kind.stack !== undefined) return 'look for a function that calls itself without end';
  return 'correct the rule at the place named';
}

/** Every code there is. */
export const WARNING_CODES = Object.keys(WORDINGS) as readonly WarningCode[];

/** A warning as a run file lists it. */
export function describeWarning(warning: Warning): WarningEntry {
  // The table's type pairs each code with its own data; that a lookup keeps the pair is beyond the checker.
  const wording = WORDINGS[warning.code] as Wording<Warning>;
  return { code: warning.code, ...wording(warning) };
}

/** A warning for the terminal: what, how often, where, what to do. One string, lines without a final break. */
export function warningText(entry: WarningEntry): string {
  const times = entry.count !== undefined && entry.count > 1 ? ` (${entry.count} times)` : '';
  const lines = [`warning: ${printable(entry.message)}${times}`];
  if (entry.places !== undefined && entry.places.length > 0)
    lines.push(`  at: ${entry.places.map(printable).join(', ')}`);
  if (entry.advice !== undefined) lines.push(`  help: ${printable(entry.advice)}`);
  return lines.join('\n');
}
