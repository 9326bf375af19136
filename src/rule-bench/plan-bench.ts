import { parseQuery } from '../engine/eql/parse.ts';
import type { EqlRule, Rule, RuleIndex } from '../engine/rule.ts';
import { type BenchSubject, sidesOf } from './bench-rounds.ts';
import type { Survey } from './survey-rules.ts';

/** What is to be measured, and how long. */
export interface BenchPlan {
  readonly subjects: readonly BenchSubject[];
  /** By place in the subjects; the two behind them, which do nothing, are no rules of the pack. */
  readonly ruleOfSubject: readonly RuleIndex[];
  /** One rule over one kind of events in one round. */
  readonly measurements: number;
  /** Of one measurement. */
  readonly timeMs: number;
  /** What all of it will take, about. */
  readonly estimatedMs: number;
}

/** Unless told otherwise a bench takes about so long, however many rules there are ... */
const USUAL_TOTAL_MS = 60_000;
/** ... but below the first of these V8 has hardly compiled a rule, and beyond the second nothing is won. */
const LEAST_TIME_MS = 20;
const MOST_TIME_MS = 250;
/** A measurement takes so many times as long: it is warmed up, and the rule is loaded. */
const OVERHEAD = 1.6;

/**
 * Decides what is benched: rules that events reached and that did nothing wrong meanwhile, and two that do nothing.
 *
 * @param askedMs of one measurement; undefined: as long as fits into a minute
 */
export function planBench(
  rules: readonly Rule[],
  survey: Survey,
  rounds: number,
  askedMs: number | undefined,
): BenchPlan {
  const subjects: BenchSubject[] = [];
  const ruleOfSubject: RuleIndex[] = [];
  for (const [index, rule] of rules.entries()) {
    const { reached, faults, sample } = survey.rules[index]!;
    if (reached === 0 || faults !== undefined) continue;
    subjects.push({ rule, sample });
    ruleOfSubject.push(index);
  }
  if (subjects.length > 0) {
    subjects.push({ rule: CONTROLS.match, sample: { match: survey.sample, no_match: [] } });
    subjects.push({ rule: CONTROLS.no_match, sample: { match: [], no_match: survey.sample } });
  }
  const measurements = rounds * subjects.reduce((sum, subject) => sum + sidesOf(subject).length, 0);
  const fittingMs = Math.floor(USUAL_TOTAL_MS / OVERHEAD / Math.max(1, measurements));
  const timeMs = askedMs ?? Math.min(MOST_TIME_MS, Math.max(LEAST_TIME_MS, fittingMs));
  return { subjects, ruleOfSubject, measurements, timeMs, estimatedMs: measurements * timeMs * OVERHEAD };
}

/** Rules that do nothing, by what they answer: what they take is what any rule takes. */
export const CONTROLS = { match: controlRule('any where true'), no_match: controlRule('any where false') };

function controlRule(text: string): EqlRule {
  return {
    id: 'control',
    name: text,
    kind: 'eql',
    severity: 'low',
    tags: [],
    file: '',
    text,
    origin: { file: '', line: 1, column: 1 },
    dialect: 'elastic',
    categoryField: 'event.category',
    query: parseQuery(text, { dialect: 'elastic' }),
  };
}
