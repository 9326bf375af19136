import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { routeOf } from '../../src/serve/routes.ts';

test.each([
  ['/', { to: 'index' }],
  ['/run.json', { to: 'run' }],
  ['/snapshot.json?x=1', { to: 'snapshot' }],
  ['/metrics', { to: 'metrics' }],
  ['/events', { to: 'events', intervalMs: 1_000 }],
  ['/events?interval=0.25', { to: 'events', intervalMs: 250 }],
  ['/events?interval=60', { to: 'events', intervalMs: 60_000 }],
  ['/rules/0.json', { to: 'rule', rule: 0 }],
  ['/rules/1.json', { to: 'rule', rule: 1 }],
])('%s', (target, route) => {
  expect(routeOf(target, 2)).toEqual(route);
});

test.each(['0.2', '60.1', '', 'soon', '-1', '1e1', 'Infinity', 'NaN'])(
  'an interval of %j is refused',
  (interval) => {
    expect(routeOf(`/events?interval=${interval}`, 2)).toMatchObject({ to: 'bad-request' });
  },
);

test.each([
  '/rules/2.json',
  '/rules/-1.json',
  '/rules/0',
  '/rules/99999999999999999999.json',
  '/__proto__',
  '/constructor',
  '//metrics',
  '/\\a:b',
  '*',
  'http://localhost/metrics',
  '',
])('%j is nothing', (target) => {
  expect(routeOf(target, 2)).toEqual({ to: 'nothing' });
});

test('no target is too odd to be told apart', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => 'to' in routeOf(`/${text}`, 2)));
});
