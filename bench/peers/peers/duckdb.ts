import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { columnsOf } from '../rules/columns.ts';
import type { PeerRule } from '../rules/rule.ts';
import { readAnswerLines } from '../run/answers.ts';
import { loadQuery, toSql } from '../translate/sql.ts';
import { installedPackage } from './installed-package.ts';
import type { Peer, Way } from './peer.ts';

const PROGRAM = fileURLToPath(new URL('../programs/duckdb.mjs', import.meta.url));
/** In the queries it stands for the file of events, which differs from run to run. */
const EVENTS = '@events@';

/** On one thread, as kestrel-perf's engine runs. */
export const duckdbOneThread = duckdbPeer('duckdb-1', 'SQL, one thread', 1);

/** On as many threads as it likes: one per processor. */
export const duckdbAllThreads = duckdbPeer('duckdb-all', 'SQL, all threads', 0);

function duckdbPeer(name: string, what: string, threads: number): Peer {
  return {
    name,
    what,
    find: () => installedPackage('@duckdb/node-api'),
    prepare: async (rules, folder) => {
      const ways = waysOf(rules);
      return Promise.all(
        Object.entries(ways).map(async ([way, work]): Promise<Way> => {
          const file = join(folder, `${way.replaceAll(' ', '-')}.json`);
          await writeFile(file, JSON.stringify({ ...work, threads, ids: rules.map(({ id }) => id) }));
          return {
            name: way,
            command: (eventsFile) => ({ file: process.execPath, args: [PROGRAM, file, eventsFile] }),
            readAnswers: readAnswerLines,
          };
        }),
      );
    },
  };
}

interface Work {
  /** Run before the queries. */
  readonly load: string | undefined;
  /** `row`: one query whose columns are the rules' lists. `each`: one query per rule, one number per row. */
  readonly result: 'row' | 'each';
  readonly queries: readonly string[];
}

/** Numbers of events are those of rows from 1: a table keeps the order of its file. */
function waysOf(rules: readonly PeerRule[]): Record<string, Work> {
  const load = loadQuery(columnsOf(rules), EVENTS);
  const table = `CREATE TEMP TABLE events AS ${load}`;
  const lists = (number: string): string =>
    rules.map((rule) => `list(${number}) FILTER (${toSql(rule)}) AS "${rule.id}"`).join(', ');
  return {
    'table, one pass': {
      load: table,
      result: 'row',
      queries: [`SELECT ${lists('rowid + 1')} FROM events`],
    },
    'table, one scan per rule': {
      load: table,
      result: 'each',
      queries: rules.map((rule) => `SELECT rowid + 1 AS number FROM events WHERE ${toSql(rule)}`),
    },
    'file, one pass': {
      load: undefined,
      result: 'row',
      queries: [`SELECT ${lists('number')} FROM (SELECT *, row_number() OVER () AS number FROM (${load}))`],
    },
  };
}
