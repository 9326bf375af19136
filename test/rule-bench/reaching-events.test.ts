import { expect, test } from 'vitest';
import { reachingEvents } from '../../src/rule-bench/reaching-events.ts';
import { ruleOf } from '../support/rule.ts';
import { loadedRules } from './support/loaded-rules.ts';
import { sampledEvents } from './support/sampled-events.ts';

const EVENTS = sampledEvents(6).map((event, at) => ({
  ...event,
  record: { ...(event.record as object), event: { category: ['process'], action: at < 2 ? 'start' : 'end' } },
}));

test('events that the index rules out by what sort of event they are do not reach a rule', async () => {
  const rule = ruleOf('process where event.action == "start" and process.pid > 1');
  const reaching = await reachingEvents(rule, EVENTS, 'wasmoon', () => 0);
  expect(reaching.map(({ number }) => number)).toEqual([1, 2]);
});

test('an event reaches a sequence where one of its steps looks at it', async () => {
  const rule = ruleOf(
    'sequence [process where event.action == "end" and process.pid > 4] [file where process.pid > 1]',
  );
  const reaching = await reachingEvents(rule, EVENTS, 'wasmoon', () => 0);
  expect(reaching.map(({ number }) => number)).toEqual([3, 4, 5, 6]);
});

test('a Lua rule is not shown events for that, as it may remember them', async () => {
  const [rule] = await loadedRules({ 'throws.lua': 'function pred_eval(event)\n  error("no")\nend\n' });
  expect(await reachingEvents(rule!, EVENTS, 'wasmoon', () => 0)).toEqual(EVENTS);
});
