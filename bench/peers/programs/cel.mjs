/** `node cel.mjs WORK EVENTS`: evaluates each rule's expression for each event. */
import { readFileSync } from 'node:fs';
import { Environment } from '@marcbachmann/cel-js';
import { AnswerLog } from './answer-log.mjs';
import { columnReader } from './column-reader.mjs';
import { eventsOf } from './events-of.mjs';

const TYPES = { text: 'string', folded: 'string', number: 'double', category: 'bool' };

const [workFile, eventsFile] = process.argv.slice(2);
const { columns, rules } = JSON.parse(readFileSync(workFile, 'utf8'));
const environment = new Environment();
for (const { name, kind } of columns) environment.registerVariable(name, TYPES[kind]);
const programs = rules.map(({ id, rule }) => ({ id, matches: environment.parse(rule) }));
const read = columnReader(columns);
const log = new AnswerLog();
let number = 0;
for (const event of eventsOf(eventsFile)) {
  number++;
  const values = read(event);
  for (const { id, matches } of programs) if (matches(values)) log.add(id, number);
}
log.write();
