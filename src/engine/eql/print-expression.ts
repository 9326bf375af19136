import type { Expression, Field, Literal, Membership, TextMatch } from './ast.ts';
import { isPlainName } from './keywords.ts';

/** How tightly a form binds; where an operand binds less tightly than its place asks, it takes brackets. */
const BINDING = {
  or: 0,
  and: 1,
  not: 2,
  compare: 3,
  additive: 4,
  multiplicative: 5,
  negate: 6,
  predicate: 7,
  primary: 8,
} as const;

type Binding = (typeof BINDING)[keyof typeof BINDING];

/** The canonical text of an expression; see printQuery. */
export function printExpression(expression: Expression): string {
  return print(expression, BINDING.or);
}

function print(expression: Expression, atLeast: Binding): string {
  const text = printBare(expression);
  return bindingOf(expression) < atLeast ? `(${text})` : text;
}

function bindingOf(expression: Expression): Binding {
  switch (expression.kind) {
    case 'or':
    case 'and':
    case 'not':
    case 'compare':
    case 'negate':
      return BINDING[expression.kind];
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-'
        ? BINDING.additive
        : BINDING.multiplicative;
    case 'in':
    case 'match':
      return BINDING.predicate;
    default:
      return BINDING.primary;
  }
}

function printBare(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression);
    case 'field':
      return printField(expression);
    case 'call':
      return `${expression.name}${expression.insensitive ? '~' : ''}(${printList(expression.args)})`;
    case 'negate':
      // Two signs in a row would begin a comment in the Kestrel dialect, so a negation inside takes brackets.
      return `-${print(expression.operand, BINDING.predicate)}`;
    case 'arithmetic':
      return printArithmetic(expression);
    case 'compare':
      return `${print(expression.left, BINDING.additive)} ${expression.operator} ${print(expression.right, BINDING.additive)}`;
    case 'in':
      return printMembership(expression);
    case 'match':
      return printMatch(expression);
    case 'quantifier':
      return `${expression.quantifier}(${printExpression(expression.condition)})`;
    case 'not':
      return `not ${print(expression.operand, BINDING.not)}`;
    case 'and':
      return expression.operands.map((operand) => print(operand, BINDING.not)).join(' and ');
    case 'or':
      return expression.operands.map((operand) => print(operand, BINDING.and)).join(' or ');
  }
}

function printArithmetic(expression: Extract<Expression, { kind: 'arithmetic' }>): string {
  const { operator, left, right } = expression;
  // Operators of one level join to the left, so only the right side needs brackets at the same level.
  return operator === '+' || operator === '-'
    ? `${print(left, BINDING.additive)} ${operator} ${print(right, BINDING.multiplicative)}`
    : `${print(left, BINDING.multiplicative)} ${operator} ${print(right, BINDING.negate)}`;
}

function printMembership({ value, negated, insensitive, list }: Membership): string {
  const operator = `${negated ? 'not ' : ''}in${insensitive ? '~' : ''}`;
  return `${print(value, BINDING.primary)} ${operator} (${printList(list)})`;
}

function printMatch({ value, operator, insensitive, patterns }: TextMatch): string {
  const written = operator !== ':' && insensitive ? `${operator}~` : operator;
  const [only, ...others] = patterns.map(printLiteral);
  const right = others.length === 0 ? only : `(${[only, ...others].join(', ')})`;
  return `${print(value, BINDING.primary)} ${written} ${right}`;
}

function printList(expressions: readonly Expression[]): string {
  return expressions.map(printExpression).join(', ');
}

function printLiteral({ value, decimal }: Literal): string {
  if (typeof value === 'string') return printString(value);
  const text = String(value);
  return decimal && !/[.e]/.test(text) ? `${text}.0` : text;
}

/** The field's name, in backquotes where it needs them: `` process.`parent-id` ``. */
export function printField({ path, optional }: Field): string {
  const parts = path.split('.');
  // An empty part cannot be written by itself: a path such as `a..b` came from one pair of backquotes.
  const written = parts.includes('') ? quoteName(path) : parts.map(printName).join('.');
  return `${optional ? '?' : ''}${written}`;
}

function printName(name: string): string {
  return isPlainName(name) ? name : quoteName(name);
}

function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** A text as a literal in double quotes. */
export function printString(text: string): string {
  const escaped = text.replace(
    /["\\\p{Cc}]/gu,
    (character) => ESCAPES.get(character) ?? codePointEscape(character),
  );
  return `"${escaped}"`;
}

function codePointEscape(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16).padStart(4, '0')}}`;
}
