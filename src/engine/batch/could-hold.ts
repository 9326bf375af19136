import type { Expression } from '../eql/ast.ts';

/** Tells of a path that the event at hand has no value there. */
export type LacksField = (path: string) => boolean;

/**
 * Whether a condition could hold for an event that lacks some fields. A plain test of a missing field is false,
 * and `and` and `or` carry that on; of everything else (`not`, functions) nothing is said but that it might hold.
 */
export function couldHold(condition: Expression, lacks: LacksField): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.operands.every((operand) => couldHold(operand, lacks));
    case 'or':
      return condition.operands.some((operand) => couldHold(operand, lacks));
    default: {
      const required = requiredField(condition);
      return required === undefined || !lacks(required);
    }
  }
}

/** The field whose absence makes a leaf false. */
function requiredField(leaf: Expression): string | undefined {
  switch (leaf.kind) {
    case 'field':
      return leaf.path;
    case 'match':
      return pathOf(leaf.value);
    case 'in':
      return leaf.negated || leaf.list.some((item) => item.kind !== 'literal')
        ? undefined
        : pathOf(leaf.value);
    case 'compare': {
      if (leaf.right.kind !== 'literal') return undefined;
      // `!= null` asks for a value, `!= "x"` holds without one; with all other operators it is the other way round.
      return (leaf.operator === '!=') === (leaf.right.value === null) ? pathOf(leaf.left) : undefined;
    }
    default:
      return undefined;
  }
}

function pathOf(expression: Expression): string | undefined {
  return expression.kind === 'field' ? expression.path : undefined;
}
