import type { Dialect, Expression, Field } from '../../src/engine/eql/ast.ts';
import type { Scalar } from '../../src/engine/events/field-value.ts';
import { fieldValues } from './field-values.ts';

export interface ReferenceOptions {
  readonly dialect: Dialect;
  /** The field a query's category is compared with; `event.category` unless given. */
  readonly categoryField?: string;
  /** Optional fields (`?x`) that no index maps: they become the constant null before anything is evaluated. */
  readonly unmappedFields?: ReadonlySet<string>;
}

/** What a condition is evaluated against: one event, and one value chosen for every place a field stands. */
export interface Scope {
  readonly event: unknown;
  readonly options: ReferenceOptions;
  /** The value chosen for this place; null where the field is missing. */
  readonly chosen: (field: Field) => Scalar | null;
}

/** Whether an expression can be computed without an event. */
export function isConstant(expression: Expression, options: ReferenceOptions): boolean {
  return (
    fieldPlaces(expression, options).length === 0 &&
    children(expression).every((child) => isConstant(child, options))
  );
}

/**
 * The places in an expression where a field stands: the same field twice is two places. Those inside a
 * quantifier are its own affair.
 */
export function fieldPlaces(expression: Expression, options: ReferenceOptions): readonly Field[] {
  if (expression.kind === 'field') return isUnmapped(expression, options) ? [] : [expression];
  if (expression.kind === 'quantifier') return [];
  return children(expression).flatMap((child) => fieldPlaces(child, options));
}

/** One scope for every way to choose a value for each of the places. */
export function scopes(
  places: readonly Field[],
  event: unknown,
  options: ReferenceOptions,
): readonly Scope[] {
  const ways = places.reduce<readonly (readonly (Scalar | null)[])[]>(
    (sofar, place) => sofar.flatMap((way) => valuesOrNull(event, place).map((value) => [...way, value])),
    [[]],
  );
  return ways.map((way) => ({ event, options, chosen: (field) => way[places.indexOf(field)] ?? null }));
}

/** As {@link scopes}, but every place of one field has the same value. */
export function scopesByPath(
  places: readonly Field[],
  event: unknown,
  options: ReferenceOptions,
): readonly Scope[] {
  const firstOf = (field: Field) => places.find((place) => place.path === field.path) ?? field;
  const distinct = places.filter((place) => firstOf(place) === place);
  return scopes(distinct, event, options).map((scope) => ({
    ...scope,
    chosen: (field) => scope.chosen(firstOf(field)),
  }));
}

function valuesOrNull(event: unknown, field: Field): readonly (Scalar | null)[] {
  const values = fieldValues(event, field.path);
  return values.length === 0 ? [null] : values;
}

function isUnmapped(field: Field, options: ReferenceOptions): boolean {
  return field.optional && (options.unmappedFields?.has(field.path) ?? false);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'field':
      return [];
    case 'call':
      return expression.args;
    case 'arithmetic':
    case 'compare':
      return [expression.left, expression.right];
    case 'in':
      return [expression.value, ...expression.list];
    case 'match':
      return [expression.value, ...expression.patterns];
    case 'quantifier':
      return [expression.condition];
    case 'negate':
    case 'not':
      return [expression.operand];
    case 'and':
    case 'or':
      return expression.operands;
  }
}
