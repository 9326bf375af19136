/** `node duckdb.mjs WORK EVENTS`: runs the queries of a way (`peers/duckdb.ts`) in a database in memory. */
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [workFile, eventsFile] = process.argv.slice(2);
const { threads, ids, load, result, queries } = JSON.parse(readFileSync(workFile, 'utf8'));
const instance = await DuckDBInstance.create(':memory:', threads > 0 ? { threads: String(threads) } : {});
const connection = await instance.connect();
/** @param {string} query */
const overEvents = (query) => query.replaceAll('@events@', () => eventsFile.replaceAll("'", "''"));

/** @type {(readonly unknown[])[]} numbers of events, by rule */
let found;
if (load !== undefined) await connection.run(overEvents(load));
if (result === 'row') {
  const answer = await connection.runAndReadAll(overEvents(queries[0]));
  found = answer.getRowsJS()[0].map((list) => list ?? []);
} else {
  found = [];
  for (const query of queries) {
    const answer = await connection.runAndReadAll(query);
    found.push(answer.getColumnsJS()[0] ?? []);
  }
}
let text = '';
for (const [at, events] of found.entries()) {
  if (events.length > 0) text += `${JSON.stringify({ rule: ids[at], events: events.map(Number) })}\n`;
}
process.stdout.write(text);
