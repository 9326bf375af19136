import type { Finding } from './bench-findings.ts';
import { SIDES, type Side } from './side.ts';
import type { SideSummary } from './side-figures.ts';

/** A rule as it is judged. */
export interface JudgedRule {
  readonly id: string;
  readonly kind: 'eql' | 'sequence' | 'lua' | 'wasm';
  readonly reached: number;
  /** Different events of the samples. */
  readonly events: Readonly<Record<Side, number>>;
  readonly sides: Readonly<Record<Side, SideSummary | undefined>>;
}

/** Fewer different events say little: what is between them is not known. */
export const FEWEST_EVENTS = 10;
/** Of the mean, 95 %. */
export const MARGIN_LIMIT = 0.05;
/** Between the medians of the rounds. */
export const SPREAD_LIMIT = 0.1;
/** A mean so many times the median is that of a few long runs. */
const OUTLIER_RATIO = 1.2;
/** A run of fewer steps of the clock is read with an error of more than a percent. */
const FEWEST_STEPS = 100;
/** A rule that depends on nothing but the event answers as it did in the stream, each time. */
const SAME_ANSWERS = 0.9;

/** What must be said of the figures of rules that were benched: each finding once, with all rules it is about. */
export function judgeBench(rules: readonly JudgedRule[], resolutionNs: number): Finding[] {
  const idsOf = (holds: (rule: JudgedRule) => boolean): string[] => rules.filter(holds).map(({ id }) => id);
  const where = (holds: (summary: SideSummary, side: Side) => boolean): string[] =>
    idsOf(({ sides }) =>
      SIDES.some((side) => {
        const summary = sides[side];
        return summary !== undefined && holds(summary, side);
      }),
    );
  const few = (side: Side): string[] =>
    idsOf(({ events, sides }) => sides[side] !== undefined && events[side] < FEWEST_EVENTS);
  const isReached = ({ reached }: JudgedRule): boolean => reached > 0;
  const findings: (Finding & { readonly rules: readonly string[] })[] = [
    { code: 'never-reached', rules: idsOf((rule) => !isReached(rule)) },
    { code: 'no-matching-events', rules: idsOf((rule) => isReached(rule) && rule.events.match === 0) },
    { code: 'no-other-events', rules: idsOf((rule) => isReached(rule) && rule.events.no_match === 0) },
    { code: 'few-events', side: 'match', fewest: FEWEST_EVENTS, rules: few('match') },
    { code: 'few-events', side: 'no_match', fewest: FEWEST_EVENTS, rules: few('no_match') },
    {
      code: 'margin-of-error',
      limit: MARGIN_LIMIT,
      rules: where(({ figures }) => figures.margin > MARGIN_LIMIT),
    },
    {
      code: 'rounds-apart',
      limit: SPREAD_LIMIT,
      rules: where(({ figures }) => (figures.spread ?? 0) > SPREAD_LIMIT),
    },
    { code: 'outliers', rules: where(({ figures }) => figures.mean_ns > OUTLIER_RATIO * figures.median_ns) },
    {
      code: 'clock-steps',
      resolutionNs,
      rules: where(({ runNs }) => runNs > 0 && runNs < FEWEST_STEPS * resolutionNs),
    },
    { code: 'decided-by-index', rules: where(({ runNs }) => runNs === 0) },
    {
      code: 'answers-differ',
      rules: where(({ figures }, side) => hasOtherAnswers(figures.matched_share, side)),
    },
    {
      code: 'state-carries-over',
      rules: idsOf(({ kind, sides }) => kind !== 'eql' && SIDES.some((side) => sides[side])),
    },
  ];
  return findings.filter(({ rules: named }) => named.length > 0);
}

function hasOtherAnswers(matchedShare: number | null, side: Side): boolean {
  if (matchedShare === null) return false;
  return side === 'match' ? matchedShare < SAME_ANSWERS : matchedShare > 1 - SAME_ANSWERS;
}
