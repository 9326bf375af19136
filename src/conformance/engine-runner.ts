import { compileFilter } from '../engine/compile-filter.ts';
import { parseQuery } from '../engine/eql/parse.ts';
import { ecsVocabulary } from '../engine/events/ecs-vocabulary.ts';
import type { QueryRunner } from './run-case.ts';

const DIALECT = 'elastic';

/** The compiled engine. It runs queries for single events; of the other kinds it says that it does not. */
export const engineRunner: QueryRunner = {
  parse: (text) => parseQuery(text, { dialect: DIALECT }),
  run(query, events) {
    if (query.kind !== 'event') return { unsupported: `a ${query.kind} is not run by this tool` };
    const filter = compileFilter(query.filter, { dialect: DIALECT, vocabulary: ecsVocabulary });
    return events.flatMap((event, index) => (filter.matches(event) ? [[index]] : []));
  },
};
