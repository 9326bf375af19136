import type { Comparison, Dialect, Expression, Membership, TextMatch } from '../ast.ts';
import { FUNCTION_SIGNATURES, type ValueType } from '../function-signatures.ts';
import { regexTest } from '../patterns/regex-test.ts';
import { anyOf, type TextTest } from '../patterns/text-test.ts';
import { parseWildcard } from '../patterns/wildcard.ts';
import { areComparable, staticType } from '../static-type.ts';
import { compareValues } from '../values/comparison.ts';
import { type Fold, keepCase, type Value } from '../values/functions.ts';
import { readAs } from '../values/read-as.ts';
import { compareCodePoints, compareUnits } from '../values/text.ts';
import { arithmeticValue, negatedValue, operandValue } from './arithmetic-value.ts';
import { callValue, foldFor, testOf } from './call-expression.ts';
import { constantTexts, isConstant } from './constants.ts';

/** One value for each field occurrence of the expression, in the order in which `fieldsOf` lists them. */
export type FieldValues = readonly Value[];

/** Computes an expression's value; three-valued, null for "unknown". Never throws. */
export type ValueFunction = (fields: FieldValues) => Value;

/** Compiles an expression into nested closures. Used for what is rarer than a test of one field. */
export function compileValue(expression: Expression, dialect: Dialect): ValueFunction {
  return new ValueCompiler(dialect).compile(expression);
}

/** The value of an expression without fields. */
export function constantValue(expression: Expression, dialect: Dialect): Value {
  return compileValue(expression, dialect)([]);
}

/** Whether an expression is null for every event. */
export function isNullConstant(expression: Expression, dialect: Dialect): boolean {
  return isConstant(expression) && constantValue(expression, dialect) === null;
}

/** The test of `:`, `like` and `regex` on one text that has not been folded yet. */
export function matchTest(expression: TextMatch, dialect: Dialect, fold: Fold): TextTest {
  const patterns = constantTexts(expression.patterns);
  if (expression.operator === 'regex') {
    const tests = patterns.map((pattern) => regexTest(pattern, expression.insensitive, dialect));
    return (text) => tests.some((test) => test(text));
  }
  const { test } = anyOf(patterns.map((pattern) => parseWildcard(fold(pattern))));
  return fold === keepCase ? test : (text) => test(fold(text));
}

class ValueCompiler {
  #nextField = 0;
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  compile(expression: Expression): ValueFunction {
    switch (expression.kind) {
      case 'literal': {
        const { value } = expression;
        return () => value;
      }
      case 'field': {
        const index = this.#nextField++;
        return (fields) => fields[index] ?? null;
      }
      case 'call': {
        const { parameters } = FUNCTION_SIGNATURES.get(expression.name)!;
        const type = (at: number) => (parameters[at] ?? parameters.at(-1)!).type;
        return callValue(
          expression,
          expression.args.map((arg, at) => this.#compileAs(arg, type(at))),
        );
      }
      case 'negate':
        return negatedValue(this.#operand(expression.operand));
      case 'arithmetic':
        return arithmeticValue(
          expression.operator,
          this.#operand(expression.left),
          this.#operand(expression.right),
        );
      case 'compare':
        return this.#comparison(expression);
      case 'in':
        return this.#membership(expression);
      case 'match': {
        const fold = expression.insensitive ? foldFor(expression.value) : keepCase;
        return testOf(this.compile(expression.value), matchTest(expression, this.#dialect, fold));
      }
      case 'quantifier': {
        // A quantifier is a yes or a no: about nothing it is no.
        const condition = this.compile(expression.condition);
        return (fields) => condition(fields) === true;
      }
      case 'not': {
        const operand = this.#compileCondition(expression.operand);
        return (fields) => negated(operand(fields));
      }
      case 'and':
      case 'or':
        return this.#logical(expression.operands, expression.kind === 'or');
    }
  }

  #operand(expression: Expression): ReturnType<typeof operandValue> {
    return operandValue(expression, this.#compileAs(expression, 'number'));
  }

  /** A field is read as what its place asks for; everything else has its own type. */
  #compileAs(expression: Expression, type: ValueType | 'any'): ValueFunction {
    const value = this.compile(expression);
    return expression.kind === 'field' && type !== 'any' ? (fields) => readAs(value(fields), type) : value;
  }

  /** Where a condition stands, a field alone asks whether it is true. */
  #compileCondition(expression: Expression): ValueFunction {
    const value = this.compile(expression);
    if (expression.kind !== 'field') return value;
    return (fields) => {
      const found = value(fields);
      return found === null ? null : readAs(found, 'boolean') === true;
    };
  }

  #logical(operands: readonly Expression[], decisive: boolean): ValueFunction {
    const conditions = operands.map((operand) => this.#compileCondition(operand));
    return (fields) => {
      const values = conditions.map((condition) => condition(fields));
      if (values.includes(decisive)) return decisive;
      return values.includes(null) ? null : !decisive;
    };
  }

  #comparison({ operator, left, right }: Comparison): ValueFunction {
    const [a, b] = [this.compile(left), this.compile(right)];
    const asksForNull = isNullConstant(left, this.#dialect) || isNullConstant(right, this.#dialect);
    if (asksForNull && operator === '==') return (fields) => a(fields) === null && b(fields) === null;
    if (asksForNull && operator === '!=') return (fields) => a(fields) !== null || b(fields) !== null;
    const same = this.#sides(left, right);
    return (fields) => {
      const [x, y] = [a(fields), b(fields)];
      return x === null || y === null ? null : holds(operator, same(x, y));
    };
  }

  /** The order of two present values, fields read as what the other side is; undefined where there is none. */
  #sides(
    left: Expression,
    right: Expression,
  ): (a: NonNullable<Value>, b: NonNullable<Value>) => number | undefined {
    const [leftType, rightType] = [staticType(left), staticType(right)];
    if (!areComparable(leftType, rightType)) return () => undefined;
    const compareTexts = left.kind === 'field' || right.kind === 'field' ? compareCodePoints : compareUnits;
    return (a, b) => {
      const x = left.kind === 'field' ? readAs(a, asked(rightType)) : a;
      const y = right.kind === 'field' ? readAs(b, asked(leftType)) : b;
      return x === null || y === null ? undefined : compareValues(x, y, compareTexts);
    };
  }

  #membership({ value, list, insensitive, negated: turned }: Membership): ValueFunction {
    const wanted = this.compile(value);
    const fold = insensitive ? foldFor(value) : keepCase;
    // Beside a field, a null in the list is not even an unknown.
    const items = value.kind === 'field' ? list.filter((item) => !isNullConstant(item, this.#dialect)) : list;
    const tests = items.map((item) => {
      const candidate = this.compile(item);
      const order = this.#sides(value, item);
      return (fields: FieldValues, present: NonNullable<Value>): Value => {
        const other = candidate(fields);
        if (other === null) return null;
        if (typeof present === 'string' && typeof other === 'string') return fold(present) === fold(other);
        return order(present, other) === 0;
      };
    });
    const found: ValueFunction = (fields) => {
      const present = wanted(fields);
      if (present === null) return null;
      const answers = tests.map((test) => test(fields, present));
      return answers.includes(true) ? true : answers.includes(null) ? null : false;
    };
    return turned ? (fields) => negated(found(fields)) : found;
  }
}

function asked(type: ReturnType<typeof staticType>): ValueType | 'any' {
  return type === 'null' || type === 'unknown' ? 'any' : type;
}

function holds(operator: Comparison['operator'], order: number | undefined): boolean {
  if (operator === '!=') return order !== 0;
  if (order === undefined) return false;
  if (operator === '==') return order === 0;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function negated(value: Value): Value {
  return typeof value === 'boolean' ? !value : null;
}
