/**
 * The tree of an EQL query. These types are the whole contract between the parser, the compiler and the
 * reference evaluator in `test/`: what is not here does not exist in the language.
 *
 * Every node knows where it stands in the query text, so that an error or a hot clause can be shown there.
 */

/** A place in a query. `offset` counts UTF-16 code units from 0; `line` and `column` count from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** From the first character of a node up to, but not including, `end`. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** `elastic` is Elasticsearch's language to the letter; `kestrel` adds the forms of docs/eql.md. */
export type Dialect = 'elastic' | 'kestrel';

export interface Literal {
  readonly kind: 'literal';
  /** Whole numbers beyond 2^53 are bigint, up to 64 bits unsigned; larger ones and decimals are number. */
  readonly value: string | number | bigint | boolean | null;
  /** True for `1.5`, `1.`, `1e3`: arithmetic with it is decimal even where the value is whole. */
  readonly decimal: boolean;
  readonly span: Span;
}

export interface Field {
  readonly kind: 'field';
  /** The parts joined by dots: `process.name`. Backquotes are gone. */
  readonly path: string;
  /** Written `?path`. */
  readonly optional: boolean;
  readonly span: Span;
}

/** The functions of the language, by the name they are known under whatever case they were written in. */
export type FunctionName =
  | 'add'
  | 'between'
  | 'cidrMatch'
  | 'concat'
  | 'divide'
  | 'endsWith'
  | 'indexOf'
  | 'length'
  | 'modulo'
  | 'multiply'
  | 'number'
  | 'startsWith'
  | 'string'
  | 'stringContains'
  | 'substring'
  | 'subtract'
  | 'wildcard'
  /** Kestrel dialect: equality ignoring case. */
  | 'stringEqualsCi';

export interface FunctionCall {
  readonly kind: 'call';
  readonly name: FunctionName;
  /** Written with `~`. */
  readonly insensitive: boolean;
  readonly args: readonly Expression[];
  readonly span: Span;
}

export interface Negation {
  readonly kind: 'negate';
  readonly operand: Expression;
  readonly span: Span;
}

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/' | '%';
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Comparison {
  readonly kind: 'compare';
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `value in (list)`, `not in`, `in~`, `not in~`. */
export interface Membership {
  readonly kind: 'in';
  readonly insensitive: boolean;
  readonly negated: boolean;
  readonly value: Expression;
  readonly list: readonly Expression[];
  readonly span: Span;
}

/** `value : "…"`, `like`, `like~`, `regex`, `regex~`, and the Kestrel function `regex(value, "…")`. */
export interface TextMatch {
  readonly kind: 'match';
  readonly operator: ':' | 'like' | 'regex';
  /** Always true for `:`. */
  readonly insensitive: boolean;
  readonly value: Expression;
  /** At least one; constants only, by the grammar. */
  readonly patterns: readonly Literal[];
  readonly span: Span;
}

/** Kestrel dialect: `any(field op value)`, `all(field op value)`. */
export interface Quantifier {
  readonly kind: 'quantifier';
  readonly quantifier: 'any' | 'all';
  readonly condition: Expression;
  readonly span: Span;
}

export interface Not {
  readonly kind: 'not';
  readonly operand: Expression;
  readonly span: Span;
}

/** `a and b and c` is one node with three operands; parentheses keep their own node. */
export interface Logical {
  readonly kind: 'and' | 'or';
  /** At least two. */
  readonly operands: readonly Expression[];
  readonly span: Span;
}

export type Expression =
  | Literal
  | Field
  | FunctionCall
  | Negation
  | Arithmetic
  | Comparison
  | Membership
  | TextMatch
  | Quantifier
  | Not
  | Logical;

/** `category where condition`: what one event must be. */
export interface EventFilter {
  /** The category's exact text, or null for `any`. */
  readonly category: string | null;
  readonly condition: Expression;
  readonly span: Span;
}

export interface Pipe {
  readonly name: 'head' | 'tail';
  readonly count: number;
  readonly span: Span;
}

export interface EventQuery {
  readonly kind: 'event';
  readonly filter: EventFilter;
  readonly pipes: readonly Pipe[];
  readonly span: Span;
}

/** One `[ … ]` of a sequence. */
export interface SequenceStep {
  readonly filter: EventFilter;
  /** The step's own keys, after those of the sequence. */
  readonly by: readonly Field[];
  /** `with runs = n`; 1 where it is not written. */
  readonly runs: number;
  /** Written `![ … ]`: the event that must not happen. */
  readonly missing: boolean;
  readonly span: Span;
}

export interface SequenceQuery {
  readonly kind: 'sequence';
  readonly by: readonly Field[];
  /** Milliseconds; null where no maxspan is given. */
  readonly maxspanMs: number | null;
  readonly steps: readonly SequenceStep[];
  readonly until: SequenceStep | null;
  readonly pipes: readonly Pipe[];
  readonly span: Span;
}

export interface SampleQuery {
  readonly kind: 'sample';
  readonly by: readonly Field[];
  readonly steps: readonly SequenceStep[];
  readonly pipes: readonly Pipe[];
  readonly span: Span;
}

export type Query = EventQuery | SequenceQuery | SampleQuery;
