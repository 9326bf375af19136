import { compileFilter } from '../../../src/engine/compile-filter.ts';
import type { Dialect } from '../../../src/engine/eql/ast.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { matchesQuery } from '../../reference/match-query.ts';

export interface EvaluatorOptions {
  /** `elastic` unless given. */
  readonly dialect?: Dialect;
  /** `event.category` unless given. */
  readonly categoryField?: string;
  /** See ParseOptions; the reference evaluator is not asked with it. */
  readonly knownFields?: ReadonlySet<string>;
}

/** Whether an event matches a query for single events. */
export type Evaluator = (query: string, event: EventRecord, options?: EvaluatorOptions) => boolean;

/** The engine, alone or with its index of candidates, and the evaluator it is checked against. */
export const EVALUATORS: readonly (readonly [string, Evaluator])[] = [
  ['compiled', compiled(false)],
  ['compiled, with index', compiled(true)],
  ['reference', (query, event, options) => matchesQuery(query, event, options)],
];

function compiled(index: boolean): Evaluator {
  return (text, event, { dialect = 'elastic', knownFields, categoryField } = {}) => {
    const query = parseQuery(text, { dialect, ...(knownFields === undefined ? {} : { knownFields }) });
    if (query.kind !== 'event') throw new Error(`not a query for single events: ${text}`);
    const filter = compileFilter(query.filter, {
      dialect,
      index,
      vocabulary: ecsVocabulary,
      ...(categoryField === undefined ? {} : { categoryField }),
    });
    return filter.matches(event);
  };
}

/** Whether the compiled engine finds that an event satisfies a condition: `any where …`. */
export function compiledHolds(
  condition: string,
  event: EventRecord = {},
  options: EvaluatorOptions = {},
): boolean {
  return compiled(true)(`any where ${condition}`, event, options);
}
