import type { EventFilter, Expression, Query, SequenceStep } from './ast.ts';
import { mapSubExpressions } from './map-sub-expressions.ts';

/**
 * Puts the constant null where an optional field stands that no mapping knows, as Elasticsearch does before it
 * computes constants: `not (?x : "a")` then holds for no event instead of for every one. Keys to join by stay
 * fields. Recursion: the conditions must have been bounded by checkDepth.
 *
 * @param knownFields the paths some mapping has; optional fields beyond them are unmapped.
 */
export function unmappedAsNull(query: Query, knownFields: ReadonlySet<string>): Query {
  const inFilter = (filter: EventFilter): EventFilter => ({
    ...filter,
    condition: replaceUnmapped(filter.condition, knownFields),
  });
  const inStep = (step: SequenceStep): SequenceStep => ({ ...step, filter: inFilter(step.filter) });
  switch (query.kind) {
    case 'event':
      return { ...query, filter: inFilter(query.filter) };
    case 'sample':
      return { ...query, steps: query.steps.map(inStep) };
    case 'sequence':
      return {
        ...query,
        steps: query.steps.map(inStep),
        until: query.until === null ? null : inStep(query.until),
      };
  }
}

function replaceUnmapped(expression: Expression, knownFields: ReadonlySet<string>): Expression {
  if (expression.kind === 'field' && expression.optional && !knownFields.has(expression.path)) {
    return { kind: 'literal', value: null, decimal: false, span: expression.span };
  }
  // A quantifier asks for a field by its form; over one that is never there it is false either way.
  if (expression.kind === 'quantifier') return expression;
  return mapSubExpressions(expression, (part) => replaceUnmapped(part, knownFields));
}
