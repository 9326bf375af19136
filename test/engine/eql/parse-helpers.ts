import { EqlError } from '../../../src/engine/diagnostic.ts';
import type { Dialect, Expression, Query, SampleQuery, SequenceQuery } from '../../../src/engine/eql/ast.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { outline } from './outline.ts';

/** The condition of `any where …`. */
export function parseCondition(condition: string, dialect: Dialect = 'elastic'): Expression {
  const query = parseQuery(`any where ${condition}`, { dialect });
  if (query.kind !== 'event') throw new Error(`expected an event query, got a ${query.kind}`);
  return query.filter.condition;
}

/** How a condition is grouped; see outline. */
export function grouping(condition: string, dialect: Dialect = 'elastic'): string {
  return outline(parseCondition(condition, dialect));
}

export function parseSequence(text: string, dialect: Dialect = 'elastic'): SequenceQuery {
  return ofKind(parseQuery(text, { dialect }), 'sequence');
}

export function parseSample(text: string): SampleQuery {
  return ofKind(parseQuery(text, { dialect: 'elastic' }), 'sample');
}

function ofKind<Kind extends Query['kind']>(query: Query, kind: Kind): Extract<Query, { kind: Kind }> {
  if (query.kind !== kind) throw new Error(`expected a ${kind}, got a ${query.kind}`);
  return query as Extract<Query, { kind: Kind }>;
}

export interface ReportedError {
  readonly message: string;
  readonly advice: string | undefined;
  /** The part of the text that the error marks. */
  readonly marked: string;
  readonly line: number;
  readonly column: number;
}

/** The error of a text that must not parse. Anything but an EqlError is passed on and fails the test. */
export function parseError(text: string, dialect: Dialect = 'elastic'): ReportedError {
  try {
    parseQuery(text, { dialect });
  } catch (error) {
    if (!(error instanceof EqlError)) throw error;
    const { start, end } = error.span;
    const marked = text.slice(start.offset, end.offset);
    return { message: error.message, advice: error.advice, marked, line: start.line, column: start.column };
  }
  throw new Error(`no error in: ${text.slice(0, 200)}`);
}
