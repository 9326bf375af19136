import { expect, test } from 'vitest';
import { axisText } from '../../../../src/report/html/model/axis-text.ts';
import { eventSecondsText } from '../../../../src/report/html/model/event-seconds.ts';
import { ruleTitle } from '../../../../src/report/html/model/rule-title.ts';

test('a rule is called by its id, or by its name where the id is a UUID', () => {
  const uuid = '3e12a439-0000-4000-8000-0123456789ab';
  expect(ruleTitle({ rule_id: 'dns-tunnel', name: 'DNS tunnel' })).toBe('dns-tunnel');
  expect(ruleTitle({ rule_id: uuid, name: 'DNS tunnel' })).toBe('DNS tunnel');
  expect(ruleTitle({ rule_id: uuid, name: '' })).toBe(uuid);
});

test('places along the run are times, or events', () => {
  expect(axisText(0, 'ns')).toBe('0 s');
  expect(axisText(1_200_000_000, 'ns')).toBe('1.2 s');
  expect(axisText(4_000, 'events')).toBe('event 4,000');
});

test('times of events are told to the second', () => {
  expect(eventSecondsText(1_714_557_600_123_456_789n)).toBe('2024-05-01 10:00:00Z');
  expect(eventSecondsText(null)).toBe('-');
});
