import type { Expression, Field, Literal } from '../ast.ts';
import { subExpressions } from '../sub-expressions.ts';
import { textOf } from '../values/text.ts';

/** The field occurrences of an expression, left to right; a field that stands twice is listed twice. */
export function fieldsOf(expression: Expression): Field[] {
  return expression.kind === 'field' ? [expression] : subExpressions(expression).flatMap(fieldsOf);
}

/** Whether an expression holds no field, so that it has one value for all events. */
export function isConstant(expression: Expression): boolean {
  return expression.kind !== 'field' && subExpressions(expression).every(isConstant);
}

/** The texts among constants; null can match no text. */
export function constantTexts(constants: readonly Expression[]): string[] {
  return constants
    .filter((constant): constant is Literal => constant.kind === 'literal')
    .flatMap(({ value }) => (value === null ? [] : [textOf(value)]));
}
