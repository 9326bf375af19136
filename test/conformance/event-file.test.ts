import { describe, expect, test } from 'vitest';
import { parseEventFile } from '../../src/conformance/event-file.ts';
import { parseMapping } from '../../src/conformance/mapping.ts';

const mapping = parseMapping(`
# a comment
{
  "properties": {
    "kind": { "type": "keyword" },
    "event": { "properties": { "category": { "type": "alias", "path": "kind" } } },
    "state": { "type": "keyword", "null_value": "NONE" }
  }
}`);

describe('preparing events', () => {
  test('fills in aliases and the values that stand for an explicit null', () => {
    const events = parseEventFile('[{"kind": "file", "state": null}, {"state": "ok"}, {}]', mapping, 'event');
    expect(events).toEqual([{ kind: 'file', 'event.category': 'file', state: 'NONE' }, { state: 'ok' }, {}]);
  });

  test('leaves out comment lines, but not text that looks like one', () => {
    const text = '[\n // first\n {"a": "x // y"},\n  ////second\n {"a": 2}\n]';
    expect(parseEventFile(text, mapping, 'event')).toEqual([{ a: 'x // y' }, { a: 2 }]);
  });

  test('keeps whole numbers exact', () => {
    expect(parseEventFile('[{"a": 128790414901230001, "b": 1.5}]', mapping, 'event')).toEqual([
      { a: 128790414901230001n, b: 1.5 },
    ]);
  });

  test.each([['{"a": 1}'], ['[1]'], ['[[]]'], ['[null]']])('%s is refused', (text) => {
    expect(() => parseEventFile(text, mapping, 'event')).toThrow('array of objects');
  });
});

describe('@timestamp', () => {
  test.each([
    ['event', '{"@timestamp": "2024-02-29T08:30:00.250Z"}', '2024-02-29T08:30:00.250Z'],
    ['event', '{"@timestamp": "11"}', '1970-01-01T00:00:00.011Z'],
    ['event', '{"@timestamp": 11}', '1970-01-01T00:00:00.011Z'],
    ['filetime', '{"timestamp": 128790414901234567}', '2009-02-13T23:31:30.123Z'],
    ['filetime', '{"timestamp": 116444736000019999}', '1970-01-01T00:00:00.001Z'],
    ['nanoseconds', '{"timestamp": 1234567890123456789}', '2009-02-13T23:31:30.123456789Z'],
  ] as const)('from %s: %s', (source, event, expected) => {
    expect(parseEventFile(`[${event}]`, mapping, source)[0]?.['@timestamp']).toBe(expected);
  });

  test('is left as it is where it cannot be read', () => {
    expect(parseEventFile('[{"@timestamp": "yesterday"}, {}]', mapping, 'event')).toEqual([
      { '@timestamp': 'yesterday' },
      {},
    ]);
  });
});
