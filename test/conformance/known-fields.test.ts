import { expect, test } from 'vitest';
import { fieldPaths } from '../../src/conformance/field-paths.ts';
import { parseMapping } from '../../src/conformance/mapping.ts';

test('a mapping knows its fields, aliases and sub-fields, but no objects', () => {
  const mapping = parseMapping(`
{
  "properties": {
    "kind": { "type": "keyword" },
    "event": { "properties": { "category": { "type": "alias", "path": "kind" } } },
    "name": { "type": "text", "fields": { "exact": { "type": "keyword" } } }
  }
}`);
  expect([...mapping.fields].sort()).toEqual(['event.category', 'kind', 'name', 'name.exact']);
});

test('an event knows the fields it has a value for', () => {
  const event = {
    a: 1,
    'b.c': 'x',
    d: { e: [false], f: [{ g: 0 }, { h: '' }] },
    no: null,
    none: [],
    nil: [null],
  };
  expect([...fieldPaths(event)].sort()).toEqual(['a', 'b.c', 'd.e', 'd.f.g', 'd.f.h']);
});

test('a field may have any name', () => {
  expect(fieldPaths(JSON.parse('{"__proto__": {"constructor": 1}}'))).toEqual(['__proto__.constructor']);
});
