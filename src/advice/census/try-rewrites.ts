import { conjuncts } from '../../engine/batch/conjunction.ts';
import type { Dialect, Expression, TextMatch } from '../../engine/eql/ast.ts';
import { printExpression } from '../../engine/eql/print-expression.ts';
import type { Clock } from '../../profiler/clock.ts';
import { bestMove, MAX_MOVED_OPERANDS, type MeasuredOperand, moved } from './best-move.ts';
import type { CensusFilter } from './census-filters.ts';
import type { Rewrite, Trial } from './census-findings.ts';
import type { CountedClauses, RunClause } from './count-clauses.ts';
import { caseFitted } from './fitting-case.ts';
import { plainForm } from './plain-pattern.ts';
import { allOf, alternativesOf, type Rewritten, replaceNode, textMatches } from './rewrites.ts';
import { RowBits } from './row-bits.ts';
import { MAX_TIMED_ROWS, SampleCondition } from './sample-condition.ts';
import type { SampleRows } from './sample-rows.ts';
import { roughTimeNs, timePair } from './time-pair.ts';
import { withoutAlwaysTrue } from './without-always-true.ts';

/** With fewer candidates a share says little and a run is too short to time. */
const MIN_CANDIDATES = 200;
/** A move that seems to spare less is not worth a trial. */
const MIN_MODELLED_SHARE = 0.05;
/** Of each kind, for one filter. */
const MAX_TRIALS_OF_KIND = 3;
/** Regular expressions of a filter that are looked at. */
const MAX_PATTERNS_SEEN = 16;
/** A replacement that is longer nobody would take from a report. */
const MAX_REPLACEMENT_LENGTH = 1_000;
/** Once over the rows of a trial should take no longer; a trial runs a condition some thirty times. */
const MAX_TIMED_RUN_NS = 20e6;

/**
 * Writes a condition in other ways that give the same matches, and times each beside it.
 *
 * @param isLate asked before whatever takes long: true ends it
 */
export function tryRewrites(
  filter: CensusFilter,
  counted: CountedClauses,
  places: readonly SampleRows[],
  clock: Clock,
  isLate: () => boolean,
): readonly Trial[] {
  const { candidates, countingNs } = counted;
  if (candidates < MIN_CANDIDATES) return [];
  const { split, dialect } = filter;
  // Slow conditions are timed over fewer rows.
  const affordable = Math.floor((candidates * MAX_TIMED_RUN_NS) / Math.max(1, countingNs));
  const timedRows = Math.min(MAX_TIMED_ROWS, Math.max(MIN_CANDIDATES, affordable));
  const compiled = (condition: Expression) =>
    new SampleCondition(split(condition).stages, dialect, places, timedRows);
  return rewritten(filter, counted, places, clock, isLate).flatMap(({ rewrite, condition }): Trial[] => {
    if (isLate() || !compiled(condition).held().equals(counted.matched)) return [];
    return [
      {
        rewrite,
        ...timeBoth(
          () => compiled(filter.filter.condition),
          () => compiled(condition),
          clock,
        ),
      },
    ];
  });
}

type Times = Omit<Trial, 'rewrite'>;

/**
 * Times two conditions. Where the second one seems to be faster it is done again, both compiled anew and in the other
 * order: what counts is the lesser saving. How V8 compiles a condition is partly luck, and being second may be an advantage.
 */
function timeBoth(written: () => SampleCondition, other: () => SampleCondition, clock: Clock): Times {
  const [first, second] = [written(), other()];
  const pair = timePair(
    () => first.run(),
    () => second.run(),
    clock,
  );
  const once = perRow(pair.firstNs, pair.secondNs, pair.rounds, pair.roundsFaster, first.timedCount);
  if (once.afterNs >= once.beforeNs) return once;
  const [laterOther, laterWritten] = [other(), written()];
  const swapped = timePair(
    () => laterOther.run(),
    () => laterWritten.run(),
    clock,
  );
  const { firstNs: afterNs, secondNs: beforeNs, rounds } = swapped;
  const again = perRow(beforeNs, afterNs, rounds, rounds - swapped.roundsFaster, first.timedCount);
  const lesser = once.afterNs / once.beforeNs > again.afterNs / again.beforeNs ? once : again;
  return {
    ...lesser,
    rounds: once.rounds + again.rounds,
    roundsFaster: once.roundsFaster + again.roundsFaster,
  };
}

function perRow(
  beforeNs: number,
  afterNs: number,
  rounds: number,
  roundsFaster: number,
  rows: number,
): Times {
  return { beforeNs: beforeNs / rows, afterNs: afterNs / rows, rounds, roundsFaster };
}

function rewritten(
  filter: CensusFilter,
  counted: CountedClauses,
  places: readonly SampleRows[],
  clock: Clock,
  isLate: () => boolean,
): readonly Rewritten[] {
  const { condition } = filter.filter;
  const few = (found: readonly Rewritten[]) => found.slice(0, MAX_TRIALS_OF_KIND);
  return [
    ...few(moves(filter, counted, places, clock)),
    ...few(plainForms(condition, filter.dialect)),
    ...few(caseForms(filter, places, isLate)),
    ...withoutAlwaysTrue(filter, counted, places, isLate, MAX_TRIALS_OF_KIND),
  ];
}

/** Moves within a stage, and within the alternatives of a clause; those that seem to spare most come first. */
function moves(
  { filter: { condition }, dialect }: CensusFilter,
  { stages, candidates, timedCount }: CountedClauses,
  places: readonly SampleRows[],
  clock: Clock,
): readonly Rewritten[] {
  const found: (Rewritten & { readonly saves: number })[] = [];
  const order = conjuncts(condition);
  let total = 0;
  let left = RowBits.all(candidates);
  const costOf = (run: () => void): number => roughTimeNs(run, clock) / timedCount;
  for (const stage of stages) {
    if (stage.length > MAX_MOVED_OPERANDS) {
      left = stage.reduce((rest, { held }) => rest.and(held), left);
      continue;
    }
    const clauses = stage.map(({ held, run }) => ({
      cost: costOf(run),
      settles: not(held),
    }));
    const move = bestMove(clauses, left);
    if (move !== undefined) {
      const [from, to] = [stage[move.from]!.condition, stage[move.to]!.condition];
      const conjunctsMoved = moved(order, order.indexOf(from), order.indexOf(to));
      found.push({
        saves: move.saves,
        condition: allOf(conjunctsMoved, condition),
        rewrite: moveOf('and', from, to, clauses[move.from]!, clauses[move.to]!, left),
      });
    }
    for (const [at, clause] of stage.entries()) {
      total += clauses[at]!.cost * left.count;
      const inner = moveWithin(clause, left, dialect, places, costOf);
      if (inner !== undefined) {
        const changed = replaceNode(condition, clause.condition, inner.condition);
        found.push({ ...inner, condition: changed });
      }
      left = left.and(clause.held);
    }
  }
  return found
    .filter(({ saves }) => saves >= MIN_MODELLED_SHARE * total)
    .toSorted((one, other) => other.saves - one.saves);
}

/** The best move among the alternatives of one clause. */
function moveWithin(
  { condition }: RunClause,
  reached: RowBits,
  dialect: Dialect,
  places: readonly SampleRows[],
  costOf: (run: () => void) => number,
): (Rewritten & { readonly saves: number }) | undefined {
  const either = alternativesOf(condition);
  if (either === undefined || either.operands.length > MAX_MOVED_OPERANDS) return undefined;
  const script = new SampleCondition(
    either.operands.map((operand) => [operand]),
    dialect,
    places,
  );
  const operands = either.operands.map((_, at) => ({
    cost: costOf(() => script.run(at)),
    settles: script.held(at),
  }));
  const move = bestMove(operands, reached);
  if (move === undefined) return undefined;
  const [from, to] = [either.operands[move.from]!, either.operands[move.to]!];
  const replacement = { ...either, operands: moved(either.operands, move.from, move.to) };
  return {
    saves: move.saves,
    condition: replaceNode(condition, either, replacement),
    rewrite: moveOf('or', from, to, operands[move.from]!, operands[move.to]!, reached),
  };
}

function moveOf(
  operator: 'and' | 'or',
  from: Expression,
  to: Expression,
  movedOperand: MeasuredOperand,
  beforeOperand: MeasuredOperand,
  reached: RowBits,
): Rewrite {
  const share = ({ settles }: MeasuredOperand): number =>
    reached.and(settles).count / Math.max(1, reached.count);
  return {
    kind: 'move',
    operator,
    moved: from.span,
    before: to.span,
    movedSettles: share(movedOperand),
    beforeSettles: share(beforeOperand),
  };
}

function not(held: RowBits): RowBits {
  return RowBits.all(held.size).without(held);
}

function plainForms(condition: Expression, dialect: Dialect): readonly Rewritten[] {
  return regexes(condition).flatMap((match): Rewritten[] => {
    const plain = plainForm(match, dialect);
    if (plain === undefined) return [];
    const replacement = printExpression(plain);
    if (replacement.length > MAX_REPLACEMENT_LENGTH) return [];
    const rewrite: Rewrite = { kind: 'plain', span: match.span, replacement };
    return [{ rewrite, condition: replaceNode(condition, match, plain) }];
  });
}

function caseForms(
  { filter: { condition }, dialect }: CensusFilter,
  places: readonly SampleRows[],
  isLate: () => boolean,
): Rewritten[] {
  return regexes(condition).flatMap((match): Rewritten[] => {
    const fitted = isLate() ? undefined : caseFitted(match, dialect, places);
    if (fitted === undefined) return [];
    const rewrite: Rewrite = { kind: 'case', span: match.span, values: fitted.values };
    return [{ rewrite, condition: replaceNode(condition, match, fitted.match) }];
  });
}

function regexes(condition: Expression): readonly TextMatch[] {
  return textMatches(condition)
    .filter(({ operator }) => operator === 'regex')
    .slice(0, MAX_PATTERNS_SEEN);
}
