import { EqlError } from '../diagnostic.ts';
import type {
  Arithmetic,
  Comparison,
  Dialect,
  EventFilter,
  Expression,
  Field,
  Literal,
  Pipe,
  Query,
  SequenceStep,
  Span,
} from './ast.ts';
import { buildCall } from './build-call.ts';
import { buildPipe } from './build-pipe.ts';
import { buildSample, buildSequence } from './build-sequence.ts';
import { requireNumber } from './check-expression.ts';
import { dialectError } from './dialect-error.ts';
import { MAX_PATH_NAMES, MAX_RUNS } from './limits.ts';
import { maxspanMilliseconds } from './maxspan.ts';
import { numberLiteral } from './number-literal.ts';
import type { MaxspanClause, SequenceParts } from './sequence-parts.ts';
import type { SourcePositions } from './source-positions.ts';
import { decodeString } from './string-literal.ts';
import type { WarningSink } from './warning.ts';

/** What stands before `where`; a category of null is `any`. */
interface CategoryPart {
  readonly category: string | null;
  readonly span: Span;
}

/** A single event's filter, or a sequence or sample still to be checked. */
type QueryParts = { readonly kind: 'event'; readonly filter: EventFilter } | SequenceParts;

interface ComparisonTail {
  readonly operator: Comparison['operator'];
  readonly right: Expression;
  readonly span: Span;
}

interface ArithmeticTail {
  readonly operator: Arithmetic['operator'];
  readonly operand: Expression;
  /** Offset behind the operand, closing brackets included. */
  readonly end: number;
}

type PredicateTail =
  | {
      readonly kind: 'in';
      readonly negated: boolean;
      readonly insensitive: boolean;
      readonly list: readonly Expression[];
    }
  | {
      readonly kind: 'match';
      readonly operator: ':' | 'like' | 'regex';
      readonly insensitive: boolean;
      readonly patterns: readonly Literal[];
    };

/**
 * The grammar's actions: makes nodes of what was read and refuses what the language, or the dialect at hand,
 * does not have. One builder serves one text. Every method that refuses throws an EqlError.
 */
export class TreeBuilder {
  readonly dialect: Dialect;
  readonly #positions: SourcePositions;
  readonly #onWarning: WarningSink | undefined;

  constructor(dialect: Dialect, positions: SourcePositions, onWarning?: WarningSink) {
    this.dialect = dialect;
    this.#positions = positions;
    this.#onWarning = onWarning;
  }

  /** Both are offsets; `end` is exclusive. */
  span(start: number, end: number): Span {
    return this.#positions.span(start, end);
  }

  /** @param advice how to write it in either dialect. */
  requireKestrel(what: string, advice: string, span: Span): void {
    if (this.dialect !== 'kestrel') throw dialectError(what, advice, span);
  }

  query(parts: QueryParts, pipes: readonly Pipe[], span: Span): Query {
    if (parts.kind === 'event') return { kind: 'event', filter: parts.filter, pipes, span };
    if (parts.kind === 'sample') return buildSample(parts, pipes, span);
    return buildSequence(parts, pipes, this.dialect, span);
  }

  event(filter: EventFilter): QueryParts {
    return { kind: 'event', filter };
  }

  anyCategory(span: Span): CategoryPart {
    return { category: null, span };
  }

  category(category: string, span: Span): CategoryPart {
    return { category, span };
  }

  filter(part: CategoryPart, condition: Expression | null, span: Span): EventFilter {
    if (condition !== null) return { category: part.category, condition, span };
    this.requireKestrel('a category without `where`', 'Write `category where true`', part.span);
    return { category: part.category, condition: this.literal(true, span), span };
  }

  refuseJoin(span: Span): never {
    throw new EqlError('`join` is not supported', span, 'Write a sequence, or a sample where order is free');
  }

  /** @param unit null where the text has none. */
  maxspan(hasEqualsSign: boolean, count: Literal, unit: string | null, span: Span): MaxspanClause {
    if (!hasEqualsSign) {
      this.requireKestrel('`with maxspan` without `=`', 'Write with maxspan=…', span);
      this.#onWarning?.({
        code: 'maxspan-without-equals',
        span,
        message: '`with maxspan` without `=` is no form of any dialect, and is read as if it had one',
        advice: 'Write with maxspan=…',
      });
    }
    return { milliseconds: maxspanMilliseconds(count, unit, span), span };
  }

  trailingMaxspan(clause: MaxspanClause): MaxspanClause {
    this.requireKestrel('`with maxspan` behind the steps', 'Put it before the first step', clause.span);
    return clause;
  }

  step(
    missing: boolean,
    filter: EventFilter,
    by: readonly Field[],
    runs: number | null,
    span: Span,
  ): SequenceStep {
    return { filter, by, runs: runs ?? 1, missing, span };
  }

  runs(count: Literal): number {
    const runs = count.value;
    if (count.decimal || typeof runs !== 'number' || runs < 1 || runs > MAX_RUNS) {
      throw new EqlError(
        `runs must be a whole number from 1 to ${MAX_RUNS}`,
        count.span,
        'Write as in `with runs=3`',
      );
    }
    return runs;
  }

  until(step: SequenceStep): SequenceStep {
    if (step.missing) throw new EqlError('until cannot be a missing event', step.span, 'Remove the `!`');
    if (step.runs > 1) {
      throw new EqlError('until has no runs', step.span, 'Remove `with runs`; one event ends the sequence');
    }
    return step;
  }

  pipe(name: string, args: readonly Expression[], span: Span): Pipe {
    return buildPipe(name, args, span);
  }

  logical(kind: 'and' | 'or', operands: readonly Expression[], span: Span): Expression {
    return { kind, operands, span };
  }

  /** @param starts offsets of the `not`s, outermost first. */
  not(starts: readonly number[], operand: Expression, end: number): Expression {
    return starts.reduceRight<Expression>(
      (inner, start) => ({ kind: 'not', operand: inner, span: this.span(start, end) }),
      operand,
    );
  }

  comparison(left: Expression, tail: readonly ComparisonTail[], span: Span): Expression {
    const [first, second] = tail;
    if (first === undefined) return left;
    if (second !== undefined) {
      throw new EqlError(
        'comparisons cannot be chained',
        second.span,
        'Join them with `and`: `a < b and b < c`',
      );
    }
    return { kind: 'compare', operator: first.operator, left, right: first.right, span };
  }

  /** @param start offset of the first operand, opening brackets included. */
  arithmetic(first: Expression, tail: readonly ArithmeticTail[], start: number): Expression {
    return tail.reduce<Expression>(
      (left, { operator, operand, end }) => ({
        kind: 'arithmetic',
        operator,
        left,
        right: operand,
        span: this.span(start, end),
      }),
      first,
    );
  }

  /** A `+` changes nothing and leaves no node, yet its operand must be a number like that of a `-`. */
  signed(
    signs: readonly { readonly sign: '+' | '-'; readonly start: number }[],
    operand: Expression,
    end: number,
  ): Expression {
    return signs.reduceRight<Expression>((inner, { sign, start }) => {
      if (sign === '-') return { kind: 'negate', operand: inner, span: this.span(start, end) };
      requireNumber(inner, '+');
      return inner;
    }, operand);
  }

  predicate(value: Expression, test: PredicateTail | null, span: Span): Expression {
    if (test === null) return value;
    if (test.kind === 'in') {
      const { insensitive, negated, list } = test;
      return { kind: 'in', insensitive, negated, value, list, span };
    }
    const { operator, insensitive, patterns } = test;
    return { kind: 'match', operator, insensitive, value, patterns, span };
  }

  call(name: string, insensitive: boolean, args: readonly Expression[], span: Span): Expression {
    return buildCall(name, insensitive, args, span, this.dialect);
  }

  field(parts: readonly string[], optional: boolean, span: Span): Field {
    return this.#field(parts.join('.'), optional, span);
  }

  /** @param source names and dots only, maybe behind a `?`. */
  plainField(source: string, span: Span): Field {
    const optional = source.startsWith('?');
    return this.#field(optional ? source.slice(1) : source, optional, span);
  }

  #field(path: string, optional: boolean, span: Span): Field {
    // Names in backquotes may hold dots of their own. A short path cannot have too many.
    if (path.length > MAX_PATH_NAMES && path.split('.').length > MAX_PATH_NAMES) {
      throw new EqlError(
        `a field's path has more than ${MAX_PATH_NAMES} names`,
        span,
        'Check the dots; no event nests that deep',
      );
    }
    return { kind: 'field', path, optional, span };
  }

  literal(value: string | boolean | null, span: Span): Literal {
    return { kind: 'literal', value, decimal: false, span };
  }

  number(source: string, span: Span): Literal {
    return numberLiteral(source, span);
  }

  /** @param source the literal with its quotes. */
  string(source: string, offset: number): string {
    return decodeString(source, offset, this.#positions);
  }
}
