import type {
  Comparison,
  Expression,
  FunctionCall,
  Membership,
  Quantifier,
  TextMatch,
} from '../../src/engine/eql/ast.ts';
import { calculate, negate } from './arithmetic.ts';
import { type CaseRule, sameText } from './case-rule.ts';
import { compareValues } from './comparison.ts';
import { ARGUMENT_TYPES, callFunction } from './functions.ts';
import { parseRegex } from './lucene-regex.ts';
import { matchesRegex } from './lucene-regex-match.ts';
import { and, not, or } from './null-logic.ts';
import { fieldPlaces, isConstant, type Scope, scopesByPath } from './scope.ts';
import { readAs, typeOf, type Value, type ValueType } from './value.ts';
import { matchesWildcard, plainPattern } from './wildcard.ts';

/**
 * The value of an expression, three-valued: null goes through functions, arithmetic and comparisons. `wanted`
 * is the type its place asks for; it tells how a field is read.
 */
export function evaluate(expression: Expression, scope: Scope, wanted: ValueType): Value {
  switch (expression.kind) {
    case 'literal':
      return literalValue(expression.value, expression.decimal);
    case 'field': {
      const chosen = scope.chosen(expression);
      return chosen === null ? null : readAs(chosen, wanted);
    }
    case 'negate':
      return negate(evaluate(expression.operand, scope, 'number'));
    case 'arithmetic': {
      const left = evaluate(expression.left, scope, 'number');
      return calculate(expression.operator, left, evaluate(expression.right, scope, 'number'));
    }
    case 'call':
      return callValue(expression, scope);
    case 'compare':
      return comparisonValue(expression, scope);
    case 'in': {
      const found = membershipValue(expression, scope);
      return expression.negated ? not(found) : found;
    }
    case 'match':
      return textMatchValue(expression, scope);
    case 'quantifier':
      return quantifierHolds(expression, scope);
    case 'not':
      return not(conditionValue(expression.operand, scope));
    case 'and':
      return and(expression.operands.map((operand) => conditionValue(operand, scope)));
    case 'or':
      return or(expression.operands.map((operand) => conditionValue(operand, scope)));
  }
}

/** The value of an expression where a condition stands. A bare field `x` there means `x == true`. */
export function conditionValue(expression: Expression, scope: Scope): Value {
  if (expression.kind !== 'field') return evaluate(expression, scope, 'boolean');
  return scope.chosen(expression) === null ? null : evaluate(expression, scope, 'boolean') === true;
}

/** The value of an expression that needs no event. */
export function constantValue(expression: Expression, scope: Scope): Value {
  return evaluate(expression, { ...scope, chosen: () => null }, 'unknown');
}

/** Whether an expression is a constant whose value is null; a comparison with it asks whether a value is there. */
export function isNullConstant(expression: Expression, scope: Scope): boolean {
  return isConstant(expression, scope.options) && constantValue(expression, scope) === null;
}

function literalValue(value: string | number | bigint | boolean | null, decimal: boolean): Value {
  return decimal || value === null ? value : readAs(value, 'unknown');
}

function callValue(call: FunctionCall, scope: Scope): Value {
  const types = ARGUMENT_TYPES[call.name];
  const args = call.args.map((arg, at) => evaluate(arg, scope, types[at] ?? types.at(-1)!));
  const fieldAndConstants =
    fieldPlaces(call.args[0]!, scope.options).length > 0 &&
    call.args[0]!.kind === 'field' &&
    call.args.slice(1).every((arg) => isConstant(arg, scope.options));
  // Only these become queries on the field; the others compute with its value even then.
  const isQuery =
    ['startsWith', 'endsWith', 'stringContains', 'wildcard'].includes(call.name) && fieldAndConstants;
  const caseRule: CaseRule = !call.insensitive ? 'exact' : isQuery ? 'ascii' : 'unicode';
  return callFunction(call.name, args, { caseRule, fieldAndConstants });
}

function comparisonValue({ operator, left, right }: Comparison, scope: Scope): boolean | null {
  const nullSides = [left, right].filter((side) => evaluate(side, scope, 'unknown') === null).length;
  const asksForNull = isNullConstant(left, scope) || isNullConstant(right, scope);
  if (asksForNull && operator === '==') return nullSides === 2;
  if (asksForNull && operator === '!=') return nullSides < 2;
  if (nullSides > 0) return null;
  const leftValue = evaluate(left, scope, typeOf(right));
  const rightValue = evaluate(right, scope, typeOf(left));
  // A value that cannot be read as what the other side is differs from it.
  if (leftValue === null || rightValue === null || !areComparable(left, right)) return operator === '!=';
  const textOrder = left.kind === 'field' || right.kind === 'field' ? 'code points' : 'units';
  return compareValues(operator, leftValue, rightValue, textOrder);
}

/** Elasticsearch refuses to compare two things that are known to be of different types. */
function areComparable(left: Expression, right: Expression): boolean {
  const types = [typeOf(left), typeOf(right)];
  return types.includes('unknown') || types[0] === types[1];
}

function membershipValue({ value, list, insensitive }: Membership, scope: Scope): boolean | null {
  const items = value.kind === 'field' ? list.filter((item) => !isNullConstant(item, scope)) : list;
  if (evaluate(value, scope, 'unknown') === null) return null;
  const rule: CaseRule = !insensitive ? 'exact' : value.kind === 'field' ? 'ascii' : 'unicode';
  return or(items.map((item) => equalsItem(value, item, rule, scope)));
}

function equalsItem(value: Expression, item: Expression, rule: CaseRule, scope: Scope): boolean | null {
  const candidate = evaluate(value, scope, typeOf(item));
  const wanted = evaluate(item, scope, typeOf(value));
  if (candidate === null || wanted === null) return wanted === null ? null : false;
  if (!areComparable(value, item)) return false;
  if (typeof candidate === 'string' && typeof wanted === 'string') return sameText(candidate, wanted, rule);
  return compareValues('==', candidate, wanted, 'units');
}

function textMatchValue(expression: TextMatch, scope: Scope): boolean | null {
  const text = evaluate(expression.value, scope, 'text');
  if (text === null) return null;
  if (typeof text !== 'string') return false;
  const patterns = expression.patterns
    .map(({ value }) => value)
    .filter((pattern) => typeof pattern === 'string');
  const onField = expression.value.kind === 'field';
  const rule: CaseRule = !expression.insensitive ? 'exact' : onField ? 'ascii' : 'unicode';
  if (expression.operator !== 'regex') {
    return patterns.some((pattern) => matchesWildcard(plainPattern(pattern), text, rule));
  }
  const syntax = scope.options.dialect === 'elastic' ? 'lucene' : 'anchored';
  return patterns.some((pattern) => matchesRegex(parseRegex(pattern, syntax), text, rule));
}

/**
 * `any`: some value satisfies the condition. `all`: there is a value, and every value satisfies it. Here all
 * places of one field mean the same value.
 */
export function quantifierHolds({ quantifier, condition }: Quantifier, scope: Scope): boolean {
  const places = fieldPlaces(condition, scope.options);
  const choices = scopesByPath(places, scope.event, scope.options);
  const satisfies = (choice: Scope) => conditionValue(condition, choice) === true;
  if (quantifier === 'any') return choices.some(satisfies);
  return choices.every(
    (choice) => places.every((place) => choice.chosen(place) !== null) && satisfies(choice),
  );
}
