import type { FunctionName } from '../../src/engine/eql/ast.ts';
import { calculate } from './arithmetic.ts';
import { type CaseRule, sameText } from './case-rule.ts';
import { inBlock } from './cidr.ts';
import { javaText, parseInBase } from './number-text.ts';
import { endsWith, lastPositionOf, positionOf, startsWith } from './text-tests.ts';
import type { Value, ValueType } from './value.ts';
import { escapedPattern, matchesWildcard, plainPattern } from './wildcard.ts';

/** What a function asks of its arguments, in order; the last entry serves for all further ones. */
export const ARGUMENT_TYPES: Readonly<Record<FunctionName, readonly ValueType[]>> = {
  add: ['number'],
  between: ['text', 'text', 'text', 'boolean'],
  cidrMatch: ['text'],
  concat: ['unknown'],
  divide: ['number'],
  endsWith: ['text'],
  indexOf: ['text', 'text', 'number'],
  length: ['text'],
  modulo: ['number'],
  multiply: ['number'],
  number: ['text', 'number'],
  startsWith: ['text'],
  string: ['unknown'],
  stringContains: ['text'],
  stringEqualsCi: ['text'],
  substring: ['text', 'number', 'number'],
  subtract: ['number'],
  wildcard: ['text'],
};

/** How a call was written, as far as it changes what the function does. */
export interface CallForm {
  readonly caseRule: CaseRule;
  /** The first argument is a plain field and all others are constants. */
  readonly fieldAndConstants: boolean;
}

/** Arguments that may be null, or be left out, without making the result null. */
const OPTIONAL_FROM: Partial<Record<FunctionName, number>> = { indexOf: 2, number: 1, substring: 1 };

/** Calls a function. Null if an argument it needs is null, or is of a type it does not take. */
export function callFunction(name: FunctionName, args: readonly Value[], form: CallForm): Value {
  if (args.slice(0, OPTIONAL_FROM[name]).includes(null)) return null;
  const types = ARGUMENT_TYPES[name];
  if (args.some((arg, at) => arg !== null && !isOfType(arg, types[at] ?? types.at(-1)!))) return null;
  switch (name) {
    case 'add':
      return calculate('+', args[0]!, args[1]!);
    case 'subtract':
      return calculate('-', args[0]!, args[1]!);
    case 'multiply':
      return calculate('*', args[0]!, args[1]!);
    case 'divide':
      return calculate('/', args[0]!, args[1]!);
    case 'modulo':
      return calculate('%', args[0]!, args[1]!);
    case 'concat':
      return args.map((arg) => javaText(arg!)).join('');
    case 'string':
      return javaText(args[0]!);
    default:
      return callTextFunction(name, args as readonly [string, ...Value[]], form);
  }
}

type TextFunctionName = Exclude<
  FunctionName,
  'add' | 'subtract' | 'multiply' | 'divide' | 'modulo' | 'concat' | 'string'
>;

function callTextFunction(
  name: TextFunctionName,
  args: readonly [string, ...Value[]],
  form: CallForm,
): Value {
  const [text, second, third, fourth] = args;
  const texts = args.slice(1) as string[];
  switch (name) {
    case 'between':
      return between(text, second as string, third as string, fourth === true, form.caseRule);
    case 'cidrMatch':
      return texts.some((block) => inBlock(text, block));
    case 'endsWith':
      if (form.fieldAndConstants) return matchesWildcard(escapedPattern(`*${texts[0]}`), text, form.caseRule);
      return endsWith(text, texts[0]!, form.caseRule);
    case 'indexOf':
      return indexOf(text, second as string, third ?? 0n, form.caseRule);
    case 'length':
      return BigInt(text.length);
    case 'number':
      return parseInBase(text, second === undefined || second === null ? null : Number(second));
    case 'startsWith':
      return startsWith(text, texts[0]!, form.caseRule);
    case 'stringContains':
      if (form.fieldAndConstants)
        return matchesWildcard(escapedPattern(`*${texts[0]}*`), text, form.caseRule);
      return text !== '' && texts[0] !== '' && positionOf(text, texts[0]!, 0, form.caseRule) !== null;
    case 'stringEqualsCi':
      return sameText(text, texts[0]!, 'unicode');
    case 'substring':
      if (second === null) return text;
      return slice(text, Number(second), third === undefined || third === null ? text.length : Number(third));
    case 'wildcard':
      return texts.some((pattern) => matchesWildcard(plainPattern(pattern), text, form.caseRule));
  }
}

function isOfType(value: NonNullable<Value>, type: ValueType): boolean {
  if (type === 'unknown') return true;
  if (type === 'number') return typeof value === 'bigint' || typeof value === 'number';
  return typeof value === (type === 'text' ? 'string' : 'boolean');
}

function between(text: string, left: string, right: string, greedy: boolean, rule: CaseRule): string {
  if (text === '' || left === '' || right === '') return text;
  const leftAt = positionOf(text, left, 0, rule);
  if (leftAt === null) return '';
  const rest = text.slice(leftAt + left.length);
  const rightAt = greedy ? lastPositionOf(rest, right, rule) : positionOf(rest, right, 0, rule);
  return rightAt === null ? '' : rest.slice(0, rightAt);
}

function indexOf(text: string, part: string, start: Value, rule: CaseRule): bigint | null {
  const position = positionOf(text, part, Math.max(Math.trunc(Number(start)), 0), rule);
  return position === null ? null : BigInt(position);
}

/** Python's slice: negative positions count from the end, positions outside are clipped. */
function slice(text: string, start: number, end: number): string {
  const clip = (position: number) => {
    const fromStart = position < 0 ? text.length + position : position;
    return Math.min(Math.max(fromStart, 0), text.length);
  };
  return clip(start) < clip(end) ? text.slice(clip(start), clip(end)) : '';
}
