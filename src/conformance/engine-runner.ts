import type { Alert } from '../engine/alert.ts';
import { Engine } from '../engine/engine.ts';
import type { Query } from '../engine/eql/ast.ts';
import { parseQuery } from '../engine/eql/parse.ts';
import { ecsVocabulary } from '../engine/events/ecs-vocabulary.ts';
import type { Rule } from '../engine/rule.ts';
import type { QueryRunner } from './run-case.ts';

const DIALECT = 'elastic';

/** The compiled engine, as a replay runs it. */
export const engineRunner: QueryRunner = {
  parse: (text, { knownFields }) => parseQuery(text, { dialect: DIALECT, knownFields }),
  run(query, events, { maxSamplesPerKey }) {
    const engine = new Engine([ruleOf(query)], { sequences: { maxSamplesPerKey } });
    const alerts: Alert[] = [];
    const onAlert = (alert: Alert) => alerts.push(alert);
    for (let from = 0; from < events.length; from += BATCH_EVENTS) {
      const records = events.slice(from, from + BATCH_EVENTS);
      const eventNumbers = records.map((_, at) => from + at + 1);
      engine.run({ vocabulary: ecsVocabulary, records, eventNumbers }, onAlert);
    }
    engine.end(onAlert);
    // A replay reports in the order in which it becomes certain, a search by the last event.
    if (query.kind === 'sequence') alerts.sort((left, right) => lastOf(left) - lastOf(right));
    return alerts.map((alert) => alert.events.map((number) => (number === null ? null : number - 1)));
  },
};

const BATCH_EVENTS = 100;

/** The events of a suite are in the order of their time. */
function lastOf({ events }: Alert): number {
  return Math.max(...events.map((number) => number ?? 0));
}

/** A rule around a query. Its pipes are left to whoever asked, who may want fewer results anyway. */
function ruleOf(query: Query): Rule {
  return {
    id: 'conformance',
    name: 'conformance',
    kind: query.kind === 'event' ? 'eql' : 'sequence',
    severity: 'medium',
    tags: [],
    file: 'conformance',
    text: '',
    origin: { file: 'conformance', line: 1, column: 1 },
    dialect: DIALECT,
    categoryField: 'event.category',
    query: { ...query, pipes: [] },
  };
}
