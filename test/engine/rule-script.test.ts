import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { compileStages } from '../../src/engine/eql/compile/condition.ts';
import { parseQuery } from '../../src/engine/eql/parse.ts';
import { FIRST_SCRIPT_LINE } from '../../src/engine/rule-script.ts';
import { ruleOf } from '../support/rule.ts';

const QUERY =
  'process where process.pid > 3 and process.name like~ ("*a*b*", "c*d*") and length(process.name) > 5';

test('no two scripts of an engine have a line in common, and none has one of a file written by hand', () => {
  const rules = [QUERY, 'sequence [file where file.size > 3] [file where file.name regex "a+"]', QUERY];
  const { scripts } = new Engine(rules.map((text, at) => ruleOf(text, { id: `rule-${at}` })));
  expect(scripts.map(({ rule }) => rule)).toEqual([0, 1, 1, 2]);
  let next = FIRST_SCRIPT_LINE;
  for (const { firstLine, lineSpans } of scripts) {
    expect(firstLine).toBeGreaterThanOrEqual(next);
    next = firstLine + lineSpans.length;
  }
});

test('what a clause calls is called from a line of that clause', () => {
  const query = parseQuery(QUERY, { dialect: 'elastic' });
  if (query.kind !== 'event') throw new Error('the query is for single events');
  const script = compileStages([[query.filter.condition]], 'elastic', 'test:///script');
  const callers = script.source.split('\n').flatMap((line, at) => {
    const span = line.includes('function clause(') ? script.lineSpans[at] : undefined;
    return span === undefined ? [] : [QUERY.slice(span.start.offset, span.end.offset)];
  });
  expect(callers).toEqual([
    'process.pid > 3',
    'process.name like~ ("*a*b*", "c*d*")',
    'length(process.name) > 5',
  ]);
});

test('scripts are numbered as they were told, and live in a realm of their own', () => {
  const script = compileStages([[]], 'elastic', 'test:///script', 700);
  expect(script.firstLine).toBe(700);
  const [condition] = script.bind(() => []);
  expect(condition).not.toBeInstanceOf(Function);
  expect(condition!(Int32Array.of(4, 7), 2, new Int32Array(2))).toBe(2);
});
