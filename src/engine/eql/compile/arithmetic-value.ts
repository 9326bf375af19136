import type { Expression } from '../ast.ts';
import { isArithmetic } from '../is-arithmetic.ts';
import { isDecimal } from '../is-decimal.ts';
import { type ArithmeticOperator, calculate, negate, type Operand, operand } from '../values/arithmetic.ts';
import type { FieldValues, ValueFunction } from './value-expression.ts';

type OperandFunction = (fields: FieldValues) => Operand | null;

/** Left and right with an operator between them; null where one is null or no number. */
export function arithmeticValue(
  operator: ArithmeticOperator,
  left: OperandFunction,
  right: OperandFunction,
): ValueFunction {
  return (fields) => {
    const [a, b] = [left(fields), right(fields)];
    return a === null || b === null ? null : calculate(operator, a, b);
  };
}

/** The negative of a value; null where it is null or no number. */
export function negatedValue(value: OperandFunction): ValueFunction {
  return (fields) => {
    const number = value(fields);
    return number === null ? null : negate(number);
  };
}

/** The value of an expression as arithmetic takes it; null where it is no number. */
export function operandValue(expression: Expression, value: ValueFunction): OperandFunction {
  // What arithmetic gave has its kind already; of all else the value tells, or the way a literal is written.
  const asOperand = isArithmetic(expression) ? keep : isDecimal(expression) ? Number : operand;
  return (fields) => {
    const number = value(fields);
    return typeof number === 'number' || typeof number === 'bigint' ? asOperand(number) : null;
  };
}

function keep(value: Operand): Operand {
  return value;
}
