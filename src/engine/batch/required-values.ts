import type { Expression } from '../eql/ast.ts';
import { declaredType } from '../eql/compile/field-types.ts';
import { textOf } from '../eql/values/text.ts';
import type { Scalar } from '../events/field-value.ts';
import { SELECTOR_FIELDS } from './split-condition.ts';

/**
 * Values by the path of their field. Of an event for which the condition holds, one of the fields has one of its values;
 * in whatever case, and a number in whatever way of writing it. The other way round nothing is said.
 */
export type RequiredValues = ReadonlyMap<string, ReadonlySet<Scalar>>;

/** Where a condition is about more fields at once, reading them for all events would cost more than it spares. */
const MAX_FIELDS = 4;

/** How many filters could be found by a field. */
export type FieldUse = (path: string) => number;

/**
 * What values a condition requires; undefined where that cannot be told. Where it requires several things, one is chosen:
 * that of the fewest fields, then that of the field which most filters use, then that of the fewest values.
 */
export function requiredValues(condition: Expression, useOf: FieldUse): RequiredValues | undefined {
  switch (condition.kind) {
    case 'and': {
      const each = condition.operands.flatMap((operand) => requiredValues(operand, useOf) ?? []);
      return each.reduce<RequiredValues | undefined>((best, one) => better(best, one, useOf), undefined);
    }
    case 'or':
      return eitherOf(condition.operands.map((operand) => requiredValues(operand, useOf)));
    default:
      return valuesOfLeaf(condition);
  }
}

/** The fields whose values a condition may require, each once. */
export function requiredFields(condition: Expression): ReadonlySet<string> {
  if (condition.kind === 'and' || condition.kind === 'or')
    return new Set(condition.operands.flatMap((operand) => [...requiredFields(operand)]));
  return new Set(valuesOfLeaf(condition)?.keys());
}

function better(best: RequiredValues | undefined, one: RequiredValues, useOf: FieldUse): RequiredValues {
  if (best === undefined) return one;
  const order =
    best.size - one.size || leastUse(one, useOf) - leastUse(best, useOf) || countOf(best) - countOf(one);
  return order > 0 ? one : best;
}

function leastUse(required: RequiredValues, useOf: FieldUse): number {
  return Math.min(...Array.from(required.keys(), useOf));
}

function countOf(required: RequiredValues): number {
  let count = 0;
  for (const values of required.values()) count += values.size;
  return count;
}

function eitherOf(operands: readonly (RequiredValues | undefined)[]): RequiredValues | undefined {
  const either = new Map<string, Set<Scalar>>();
  for (const required of operands) {
    if (required === undefined) return undefined;
    for (const [path, values] of required) {
      const known = either.get(path) ?? new Set();
      either.set(path, known);
      for (const value of values) known.add(value);
    }
  }
  return either.size > MAX_FIELDS ? undefined : either;
}

/** Of a plain test for given values, by the rules of `../eql/compile/leaf.ts`. */
function valuesOfLeaf(leaf: Expression): RequiredValues | undefined {
  switch (leaf.kind) {
    case 'compare':
      return leaf.operator === '==' ? valuesOfField(leaf.left, [leaf.right], (value) => value) : undefined;
    case 'in':
      return leaf.negated ? undefined : valuesOfField(leaf.value, leaf.list, (value) => value);
    case 'match': {
      const isPlain =
        leaf.operator !== 'regex' && !leaf.patterns.some(({ value }) => /[*?]/.test(String(value)));
      return isPlain ? valuesOfField(leaf.value, leaf.patterns, textOf) : undefined;
    }
    default:
      return undefined;
  }
}

/** Where a field is declared to be a date or an address, values are equal that are written differently. */
function valuesOfField(
  field: Expression,
  constants: readonly Expression[],
  wantedFor: (constant: Scalar) => Scalar,
): RequiredValues | undefined {
  if (field.kind !== 'field' || SELECTOR_FIELDS.has(field.path) || declaredType(field.path) !== undefined)
    return undefined;
  const values = new Set<Scalar>();
  for (const constant of constants) {
    if (constant.kind !== 'literal') return undefined;
    // No value of an event is null; a list does without it.
    if (constant.value !== null) values.add(wantedFor(constant.value));
  }
  return values.size === 0 ? undefined : new Map([[field.path, values]]);
}
