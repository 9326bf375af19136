import { expect, test } from 'vitest';
import { derivedEventType } from '../../../src/engine/predicate/derived-event-type.ts';

test.each([
  ['file-write', 'file', 'change', 3003],
  [undefined, 'process', 'start', 1001],
  ['Process Create', 'process', 'start', 1001],
  [undefined, ['host', 'process'], ['info', 'end'], 1002],
  // Of several that have category and type in common, the first.
  [undefined, 'file', 'change', 3002],
  [undefined, 'network', 'connection', 4002],
  ['network-receive', 'network', 'connection', 4003],
  [undefined, 'registry', 'change', undefined],
  [undefined, 'process', undefined, undefined],
  [undefined, undefined, undefined, undefined],
])('action %j, category %j, type %j: %j', (action, category, type, expected) => {
  expect(derivedEventType(action, category, type)).toBe(expected);
});
