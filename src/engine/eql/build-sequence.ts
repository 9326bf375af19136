import { EqlError } from '../diagnostic.ts';
import type { Dialect, Pipe, SampleQuery, SequenceQuery, SequenceStep, Span } from './ast.ts';
import { MAX_SAMPLE_FILTERS, MAX_SEQUENCE_STEPS } from './limits.ts';
import type { SequenceParts } from './sequence-parts.ts';

/**
 * A sequence from what the grammar read.
 *
 * @throws EqlError for a sequence the language does not allow: too few or too many steps, steps that do not
 *   join by the same number of keys, a missing event without maxspan.
 */
export function buildSequence(
  parts: SequenceParts,
  pipes: readonly Pipe[],
  dialect: Dialect,
  span: Span,
): SequenceQuery {
  const { by, steps, until } = parts;
  const maxspanMs = onlyMaxspan(parts);
  requireStepCount(steps, dialect);
  requireEqualKeyCounts(until === null ? steps : [...steps, until]);
  requireBoundedAbsence(steps, maxspanMs);
  return { kind: 'sequence', by, maxspanMs, steps, until, pipes, span };
}

/**
 * A sample from what the grammar read.
 *
 * @throws EqlError for a sample with the wrong number of filters, without keys, or with a sequence's clauses.
 */
export function buildSample(parts: SequenceParts, pipes: readonly Pipe[], span: Span): SampleQuery {
  const { by, steps } = parts;
  refuseSequenceClauses(parts);
  if (steps.length < 2 || steps.length > MAX_SAMPLE_FILTERS) {
    throw new EqlError(
      `a sample has 2 to ${MAX_SAMPLE_FILTERS} filters, this one has ${steps.length}`,
      steps.at(-1)!.span,
      'Add or remove filters in [ … ]',
    );
  }
  requireEqualKeyCounts(steps);
  if (by.length + steps[0]!.by.length === 0) {
    throw new EqlError(
      'a sample needs keys to join by',
      steps[0]!.span,
      'Write the common fields after `sample by`',
    );
  }
  return { kind: 'sample', by, steps, pipes, span };
}

function onlyMaxspan({ maxspans }: SequenceParts): number | null {
  const [given, again] = maxspans.filter((clause) => clause !== null);
  if (again !== undefined) {
    throw new EqlError('maxspan is given twice', again.span, 'Keep one of the two');
  }
  return given?.milliseconds ?? null;
}

function requireStepCount(steps: readonly SequenceStep[], dialect: Dialect): void {
  const count = steps.reduce((sum, step) => sum + step.runs, 0);
  const last = steps.at(-1)!.span;
  if (count === 1 && dialect === 'elastic') {
    throw new EqlError(
      'a sequence needs at least two steps',
      last,
      'Add a step, or write the only one as `category where condition`',
    );
  }
  if (count > MAX_SEQUENCE_STEPS) {
    throw new EqlError(
      `a sequence has at most ${MAX_SEQUENCE_STEPS} steps, this one has ${count}`,
      last,
      'Each `with runs = n` counts as n steps; lower it, or leave steps out',
    );
  }
}

function requireEqualKeyCounts(steps: readonly SequenceStep[]): void {
  const expected = steps[0]!.by.length;
  const odd = steps.find((step) => step.by.length !== expected);
  if (odd === undefined) return;
  throw new EqlError(
    `this step joins by ${keys(odd.by.length)} of its own, the first by ${keys(expected)}`,
    odd.span,
    'Give every step, and until, the same number of `by` fields',
  );
}

const keys = (count: number): string => (count === 1 ? '1 key' : `${count} keys`);

function requireBoundedAbsence(steps: readonly SequenceStep[], maxspanMs: number | null): void {
  const missing = steps.find((step) => step.missing);
  if (missing === undefined) return;
  if (maxspanMs === null) {
    throw new EqlError(
      'a missing event needs a maxspan',
      missing.span,
      'Say how long it must stay away: `with maxspan=5m` before the first step',
    );
  }
  if (steps.every((step) => step.missing)) {
    throw new EqlError(
      'a sequence of missing events only can never begin',
      missing.span,
      'Add a step without `!`',
    );
  }
}

function refuseSequenceClauses({ maxspans, steps, until }: SequenceParts): void {
  const maxspan = maxspans.find((clause) => clause !== null);
  const missing = steps.find((step) => step.missing);
  const repeated = steps.find((step) => step.runs > 1);
  const refuse = (what: string, span: Span): never => {
    throw new EqlError(`a sample has no ${what}`, span, 'Remove it, or write a sequence');
  };
  if (maxspan) refuse('maxspan', maxspan.span);
  if (missing) refuse('missing events', missing.span);
  if (repeated) refuse('runs', repeated.span);
  if (until) refuse('until', until.span);
}
