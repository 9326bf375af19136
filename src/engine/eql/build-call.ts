import { EqlError } from '../diagnostic.ts';
import type { Dialect, Expression, Literal, Span } from './ast.ts';
import { dialectError } from './dialect-error.ts';
import {
  describeSignature,
  FUNCTION_SIGNATURES,
  type FunctionSignature,
  findFunction,
} from './function-signatures.ts';
import { nearestName } from './nearest-name.ts';

/** Functions of python-eql that Elasticsearch does not have, by lower-case name, with what to write instead. */
const PYTHON_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['arraycontains', 'A comparison holds when any element does: write field == "value" or field : "value"'],
  ['arraycount', 'Elements cannot be counted; compare the field itself'],
  ['arraysearch', 'A comparison holds when any element does: compare the field itself'],
  ['match', 'Write field regex "pattern"'],
  ['matchlite', 'Write field regex "pattern"'],
  ['safe', 'Write the expression without it; errors in values never stop a query'],
]);

/**
 * A function call, or what a function of the Kestrel dialect stands for.
 *
 * @param insensitive written with `~`.
 * @throws EqlError for an unknown function, a `~` or number of arguments it does not have, or one the dialect
 *   does not have. The types of the arguments are checked elsewhere.
 */
export function buildCall(
  name: string,
  insensitive: boolean,
  args: readonly Expression[],
  span: Span,
  dialect: Dialect,
): Expression {
  switch (name.toLowerCase()) {
    case 'any':
    case 'all':
      return buildQuantifier(name.toLowerCase() === 'any' ? 'any' : 'all', insensitive, args, span, dialect);
    case 'regex':
      return buildRegex(insensitive, args, span, dialect);
    case 'contains':
      if (dialect === 'elastic') throw dialectError('`contains`', 'Write stringContains', span);
      return buildCall('stringContains', insensitive, args, span, dialect);
    default:
      return buildNamed(name, insensitive, args, span, dialect);
  }
}

function buildNamed(
  name: string,
  insensitive: boolean,
  args: readonly Expression[],
  span: Span,
  dialect: Dialect,
): Expression {
  const signature = findFunction(name);
  if (signature === undefined) throw unknownFunction(name, span, dialect);
  if (signature.kestrelOnly && dialect === 'elastic') {
    throw dialectError(`\`${signature.name}\``, 'Compare with `:`, or use in~', span);
  }
  if (insensitive && !signature.hasInsensitiveForm) {
    throw new EqlError(
      `\`${signature.name}\` has no form with \`~\``,
      span,
      `Write ${describeSignature(signature)}`,
    );
  }
  requireArgumentCount(signature, args, span);
  return { kind: 'call', name: signature.name, insensitive, args, span };
}

function requireArgumentCount(signature: FunctionSignature, args: readonly Expression[], span: Span): void {
  const { name, parameters, required, repeatsLast } = signature;
  const most = repeatsLast ? Number.POSITIVE_INFINITY : parameters.length;
  if (args.length >= required && args.length <= most) return;
  const expected = repeatsLast
    ? `at least ${required}`
    : required === most
      ? `${most}`
      : `${required} to ${most}`;
  throw new EqlError(
    `\`${name}\` takes ${expected} argument${expected.endsWith('1') ? '' : 's'}, found ${args.length}`,
    span,
    `Write ${describeSignature(signature)}`,
  );
}

function unknownFunction(name: string, span: Span, dialect: Dialect): EqlError {
  const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  const replacement = PYTHON_FUNCTIONS.get(name.toLowerCase());
  if (replacement !== undefined) {
    return new EqlError(`\`${shown}\` is a function of python-eql only`, span, replacement);
  }
  const known = [...FUNCTION_SIGNATURES.values()].filter(
    (signature) => dialect === 'kestrel' || !signature.kestrelOnly,
  );
  const names = known.map((signature) => signature.name);
  const meant = nearestName(name, names);
  return new EqlError(
    `there is no function \`${shown}\``,
    span,
    meant === undefined ? `The functions are ${names.join(', ')}` : `Did you mean ${meant}?`,
  );
}

function buildQuantifier(
  quantifier: 'any' | 'all',
  insensitive: boolean,
  args: readonly Expression[],
  span: Span,
  dialect: Dialect,
): Expression {
  if (dialect === 'elastic') {
    throw dialectError(
      `\`${quantifier}(…)\``,
      'Write the comparison alone, which asks whether any value satisfies it',
      span,
    );
  }
  const [condition] = args;
  if (insensitive || args.length !== 1 || condition === undefined) {
    throw new EqlError(
      `\`${quantifier}\` takes one comparison`,
      span,
      `Write as in ${quantifier}(process.args == "-a")`,
    );
  }
  return { kind: 'quantifier', quantifier, condition, span };
}

function buildRegex(
  insensitive: boolean,
  args: readonly Expression[],
  span: Span,
  dialect: Dialect,
): Expression {
  if (dialect === 'elastic') throw dialectError('`regex(…)`', 'Write field regex "pattern"', span);
  const [value, ...patterns] = args;
  const literals = patterns.filter((pattern): pattern is Literal => pattern.kind === 'literal');
  if (value === undefined || literals.length === 0 || literals.length < patterns.length) {
    throw new EqlError(
      '`regex` takes a value and one or more patterns in quotes',
      span,
      'Write as in regex(process.name, "[a-z]+")',
    );
  }
  return { kind: 'match', operator: 'regex', insensitive, value, patterns: literals, span };
}
