/** `node json-rules-engine.mjs WORK EVENTS`: one engine with all rules, run once per event. */
import { readFileSync } from 'node:fs';
import { Engine } from 'json-rules-engine';
import { AnswerLog } from './answer-log.mjs';
import { columnReader } from './column-reader.mjs';
import { eventsOf } from './events-of.mjs';

const [workFile, eventsFile] = process.argv.slice(2);
const { columns, rules } = JSON.parse(readFileSync(workFile, 'utf8'));
const engine = new Engine(rules.map(({ id, rule }) => ({ name: id, conditions: rule, event: { type: id } })));
engine.addOperator('textStarts', (/** @type {string} */ text, value) => text.startsWith(value));
engine.addOperator('textEnds', (/** @type {string} */ text, value) => text.endsWith(value));
engine.addOperator('textHas', (/** @type {string} */ text, value) => text.includes(value));
/** @type {Map<string, RegExp>} */
const expressions = new Map();
engine.addOperator('textMatches', (/** @type {string} */ text, source) => {
  let expression = expressions.get(source);
  if (expression === undefined) expressions.set(source, (expression = new RegExp(source)));
  return expression.test(text);
});
const read = columnReader(columns);
const log = new AnswerLog();
let number = 0;
for (const event of eventsOf(eventsFile)) {
  number++;
  const { events } = await engine.run(read(event));
  for (const { type } of events) log.add(type, number);
}
log.write();
