import { describe, expect, it } from 'vitest';
import { splitCondition } from '../../../src/engine/batch/split-condition.ts';
import { printExpression } from '../../../src/engine/eql/print-expression.ts';
import { ruleOf } from '../../support/rule.ts';

function split(text: string) {
  const { query } = ruleOf(`any where ${text}`);
  if (query.kind !== 'event') throw new Error('not an event query');
  const { selectors, stages } = splitCondition(query.filter.condition);
  return {
    selectors: selectors.map(printExpression),
    stages: stages.map((stage) => stage.map(printExpression)),
  };
}

describe('splitCondition', () => {
  it.each([
    'event.action == "x"',
    'event.action != null',
    'not event.type in ("start", "end")',
    'event.action : ("Image loaded*", "x")',
    'event.action like "a*"',
    'event.category == "library" or (event.category == "process" and event.action : "Image loaded*")',
  ])('decides by the sort of event alone: %s', (text) => {
    expect(split(text)).toMatchObject({ selectors: [expect.any(String)], stages: [] });
  });

  it.each([
    'event.action regex "a.*"',
    'process.name == "x"',
    'length(event.action) > 3',
    'event.action == "x" or process.name == "y"',
  ])('leaves to the rule: %s', (text) => {
    expect(split(text)).toMatchObject({ selectors: [], stages: [[expect.any(String)]] });
  });

  it('takes what an `or` implies as a selector, and keeps the whole for the rule', () => {
    const text = '(event.code == "1" and a == 1) or (event.code == "3" and b == 2)';
    expect(split(text)).toEqual({
      selectors: ['event.code == "1" or event.code == "3"'],
      stages: [[expect.stringContaining('a == 1')]],
    });
  });

  it('runs plain tests before the rest', () => {
    expect(split('a : "*x*" and b == 1 and event.type == "start"')).toEqual({
      selectors: ['event.type == "start"'],
      stages: [['b == 1'], ['a : "*x*"']],
    });
  });
});
