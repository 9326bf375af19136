import type { Expression } from '../eql/ast.ts';

/** Tells of a path that the event at hand has no value there. */
export type LacksField = (path: string) => boolean;

/** Which fields an event must have for a condition to hold. */
export interface FieldNeeds {
  /** Paths of fields, each of which must be there. */
  readonly all: ReadonlySet<string>;
  /** Of each list one must be met. */
  readonly oneOf: readonly (readonly FieldNeeds[])[];
}

const NOTHING: FieldNeeds = { all: new Set(), oneOf: [] };

/**
 * What a condition needs, as far as it can be told. A plain test of a missing field is false, and `and` and `or` carry
 * that on; of everything else (`not`, functions) nothing is said but that it might hold.
 */
export function fieldNeeds(condition: Expression): FieldNeeds {
  switch (condition.kind) {
    case 'and': {
      const each = condition.operands.map(fieldNeeds);
      return { all: new Set(each.flatMap(({ all }) => [...all])), oneOf: each.flatMap(({ oneOf }) => oneOf) };
    }
    case 'or': {
      const options = condition.operands.map(fieldNeeds);
      return options.some(isNothing) ? NOTHING : { ...NOTHING, oneOf: [options] };
    }
    default: {
      const required = requiredField(condition);
      return required === undefined ? NOTHING : { ...NOTHING, all: new Set([required]) };
    }
  }
}

/** Whether a condition with those needs could hold for an event that lacks some fields. */
export function couldHold({ all, oneOf }: FieldNeeds, lacks: LacksField): boolean {
  for (const path of all) if (lacks(path)) return false;
  return oneOf.every((options) => options.some((option) => couldHold(option, lacks)));
}

function isNothing({ all, oneOf }: FieldNeeds): boolean {
  return all.size === 0 && oneOf.length === 0;
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
