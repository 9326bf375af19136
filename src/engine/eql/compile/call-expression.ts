import type { Expression, FunctionCall } from '../ast.ts';
import { ARITHMETIC_FUNCTIONS, isArithmetic } from '../is-arithmetic.ts';
import { isDecimal } from '../is-decimal.ts';
import { anyOf, type TextTest } from '../patterns/text-test.ts';
import { parseWildcard } from '../patterns/wildcard.ts';
import { cidrTest } from '../values/cidr.ts';
import type { Value } from '../values/functions.ts';
import * as functions from '../values/functions.ts';
import { foldAscii, foldUnicode, textOf } from '../values/text.ts';
import { arithmeticValue, operandValue } from './arithmetic-value.ts';
import { constantTexts } from './constants.ts';
import { queryCall } from './query-call.ts';
import type { ValueFunction } from './value-expression.ts';

/**
 * The value of a function call.
 *
 * @param args the values of its arguments, each read as the type its parameter has
 */
export function callValue(call: FunctionCall, args: readonly ValueFunction[]): ValueFunction {
  const query = queryCall(call);
  if (query !== undefined) {
    const { test } = anyOf(query.patterns);
    return testOf(args[0]!, query.insensitive ? (text) => test(foldAscii(text)) : test);
  }
  // Java compares the results of functions for all of Unicode.
  const fold = call.insensitive ? foldUnicode : functions.keepCase;
  const none: ValueFunction = () => null;
  const [a = none, b = none, c = none, d = none] = args;
  switch (call.name) {
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'modulo':
      return arithmeticValue(
        ARITHMETIC_FUNCTIONS.get(call.name)!,
        operandValue(call.args[0]!, a),
        operandValue(call.args[1]!, b),
      );
    case 'between':
      return (fields) => functions.between(a(fields), b(fields), c(fields), d(fields), fold);
    case 'cidrMatch':
      return testOf(a, cidrTest(constantTexts(call.args.slice(1))));
    case 'wildcard': {
      const patterns = constantTexts(call.args.slice(1)).map((pattern) => parseWildcard(fold(pattern)));
      const { test } = anyOf(patterns);
      return testOf(a, (text) => test(fold(text)));
    }
    case 'concat': {
      const decimal = call.args.map(isSpelledDecimal);
      const spell = (part: NonNullable<Value>, at: number) => functions.stringOf(part, decimal[at]!);
      return (fields) =>
        functions.concat(
          args.map((part) => part(fields)),
          spell,
        );
    }
    case 'endsWith':
      return (fields) => functions.endsWith(a(fields), b(fields), fold);
    case 'startsWith':
      return (fields) => functions.startsWith(a(fields), b(fields), fold);
    case 'stringContains':
      return (fields) => functions.stringContains(a(fields), b(fields), fold);
    case 'indexOf':
      return (fields) => functions.indexOf(a(fields), b(fields), c(fields), fold);
    case 'length':
      return (fields) => functions.length(a(fields));
    case 'number':
      return (fields) => functions.number(a(fields), b(fields));
    case 'string': {
      const decimal = isSpelledDecimal(call.args[0]!);
      return (fields) => functions.string(a(fields), decimal);
    }
    case 'substring':
      return (fields) => functions.substring(a(fields), b(fields), c(fields));
    case 'stringEqualsCi':
      return (fields) => functions.equalsIgnoringCase(a(fields), b(fields));
  }
}

/** Whether a number of this expression is spelled as a decimal even where its value is whole. */
function isSpelledDecimal(expression: Expression): boolean {
  return isDecimal(expression) || isArithmetic(expression);
}

/** A test of a value's text; null where there is no value. */
export function testOf(value: ValueFunction, test: TextTest): ValueFunction {
  return (fields) => {
    const text = value(fields);
    return text === null ? null : test(textOf(text));
  };
}

/** How the two sides of a test are folded: Lucene folds fields in ASCII only. */
export function foldFor(expression: Expression): functions.Fold {
  return expression.kind === 'field' ? foldAscii : foldUnicode;
}
