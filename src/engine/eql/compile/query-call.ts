import type { Expression, FunctionCall } from '../ast.ts';
import { parseLuceneWildcard, parseWildcard, type WildcardPart } from '../patterns/wildcard.ts';
import { foldAscii, textOf } from '../values/text.ts';

/** A call that Elasticsearch runs as a pattern query on the field, and not as a function of its value. */
export interface QueryCall {
  readonly path: string;
  /** Folded already where the call ignores case. */
  readonly patterns: readonly (readonly WildcardPart[])[];
  readonly insensitive: boolean;
}

/**
 * The pattern query of `wildcard`, `startsWith`, `endsWith` and `stringContains` on a field and constants;
 * undefined for every other call. Constants of the last two are Lucene patterns, in which `*`, `?` and the
 * backslash are special: that is how Elasticsearch hands them on. Expects constants to be folded.
 */
export function queryCall(call: FunctionCall): QueryCall | undefined {
  const [subject, ...rest] = call.args;
  const constants = rest.flatMap(constantText);
  if (subject?.kind !== 'field' || rest.length === 0 || constants.length < rest.length) return undefined;
  const parse = PARSERS[call.name];
  if (parse === undefined) return undefined;
  const { insensitive } = call;
  const patterns = constants.map((constant) => parse(insensitive ? foldAscii(constant) : constant));
  return { path: subject.path, patterns, insensitive };
}

const PARSERS: { readonly [name in FunctionCall['name']]?: (constant: string) => WildcardPart[] } = {
  wildcard: parseWildcard,
  startsWith: (constant) => (constant === '' ? ['*'] : [{ literal: constant }, '*']),
  endsWith: (constant) => parseLuceneWildcard(`*${constant}`),
  stringContains: (constant) => parseLuceneWildcard(`*${constant}*`),
};

function constantText(argument: Expression): string[] {
  return argument.kind === 'literal' && argument.value !== null ? [textOf(argument.value)] : [];
}
