import type { Expression } from '../ast.ts';
import { staticType } from '../static-type.ts';
import type { WarningSink } from '../warning.ts';

/** Warns of comparisons that hold for no event. Those of types that cannot be equal are errors already. */
export function warnOfNeverTrue(expression: Expression, onWarning: WarningSink): void {
  if (expression.kind === 'in') warnOfEmptyList(expression, onWarning);
  if (expression.kind !== 'compare' || expression.operator === '==' || expression.operator === '!=') return;
  const { left, right, operator, span } = expression;
  const types = [staticType(left), staticType(right)];
  if (types.includes('null')) {
    onWarning({
      code: 'never-true',
      span,
      message: `\`${operator}\` never holds beside null`,
      advice: 'Write == null for a missing field, != null for one that is there',
    });
  } else if (types.includes('boolean')) {
    onWarning({
      code: 'never-true',
      span,
      message: `\`${operator}\` never holds between true and false: they have no order`,
      advice: 'Write == or !=',
    });
  }
}

function warnOfEmptyList(
  { value, list, span }: Extract<Expression, { kind: 'in' }>,
  onWarning: WarningSink,
): void {
  if (value.kind !== 'field' || list.some((element) => staticType(element) !== 'null')) return;
  onWarning({
    code: 'never-true',
    span,
    message: 'a list of nulls holds nothing that a field could equal',
    advice: 'Write == null for a missing field',
  });
}
