import type { Expression, Field } from '../ast.ts';
import { subExpressions } from '../sub-expressions.ts';
import { textOf } from '../values/text.ts';

/** The field occurrences of an expression, left to right; a field that stands twice is listed twice. */
export function fieldsOf(expression: Expression): Field[] {
  const fields: Field[] = [];
  collectFields(expression, fields);
  return fields;
}

function collectFields(expression: Expression, fields: Field[]): void {
  if (expression.kind === 'field') fields.push(expression);
  else {
    // Nearly all parts are literals: a list can have thousands.
    for (const part of subExpressions(expression)) if (part.kind !== 'literal') collectFields(part, fields);
  }
}

/** Whether an expression holds no field, so that it has one value for all events. */
export function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return true;
    case 'field':
      return false;
    case 'in':
      return isConstant(expression.value) && expression.list.every(isConstant);
    case 'match':
      return isConstant(expression.value);
    default:
      return subExpressions(expression).every(isConstant);
  }
}

/** The texts among constants; null can match no text. */
export function constantTexts(constants: readonly Expression[]): string[] {
  const texts: string[] = [];
  for (const constant of constants) {
    if (constant.kind === 'literal' && constant.value !== null) texts.push(textOf(constant.value));
  }
  return texts;
}
