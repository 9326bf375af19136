import { expect, test } from 'vitest';
import { loadFiles } from './predicates/load-files.ts';
import { LUA, manifest } from './predicates/predicate-texts.ts';

const sequence = (clause = '') =>
  `sequence by host.id ${clause} [file where true] [network where true]`.replace('  ', ' ');

/** The codes of what is warned of in a folder with this manifest. */
async function warnings(metadata: object, capabilities: object, parts: Record<string, string>) {
  const pack = await loadFiles({ 'manifest.json': manifest(metadata, { capabilities }), ...parts });
  return pack.diagnostics.map(({ severity, code, message }) => [severity, code, message]);
}

test('a span that is not that of the query', async () => {
  const parts = { 'rule.eql': sequence('with maxspan=5s') };
  expect(await warnings({}, { max_span_ms: 30_000 }, parts)).toEqual([
    [
      'warning',
      'manifest-span',
      '"capabilities.max_span_ms" is 30000, but the query has a maxspan of 5000 ms',
    ],
  ]);
  expect(await warnings({}, { max_span_ms: 5_000 }, parts)).toEqual([]);
  expect(await warnings({}, { max_span_ms: null }, parts)).toEqual([]);
  expect(await warnings({}, {}, parts)).toEqual([]);
});

test('a span where the sequence has none; of other rules it may be the span of the script', async () => {
  expect(await warnings({}, { max_span_ms: 1 }, { 'rule.eql': sequence() })).toContainEqual([
    'warning',
    'manifest-span',
    '"capabilities.max_span_ms" is 1, but the query has no maxspan',
  ]);
  expect(await warnings({}, { max_span_ms: 1 }, { 'rule.eql': 'file where true' })).toEqual([]);
  expect(await warnings({}, { max_span_ms: 1 }, { 'predicate.lua': LUA })).toEqual([]);
});

test('a rule that is to block but does not run inline', async () => {
  const codesOf = async (capabilities: object) =>
    (await warnings({}, capabilities, { 'predicate.lua': LUA })).map(([, code]) => code);
  expect(await codesOf({ requires_block: true, supports_inline: false })).toEqual(['manifest-block']);
  expect(await codesOf({ requires_block: true, supports_inline: true })).toEqual([]);
  expect(await codesOf({ requires_block: false, supports_inline: false })).toEqual([]);
  expect(await codesOf({ requires_block: true })).toEqual([]);
});

test.each([
  ['HIGH', ['manifest-severity']],
  ['info', ['manifest-severity']],
  ['Critical', []],
  ['medium', []],
  ['severe', ['unknown-severity']],
])('a severity spelt %s', async (severity, expected) => {
  const found = await warnings({ severity }, {}, { 'predicate.lua': LUA });
  expect(found.map(([, code]) => code)).toEqual(expected);
});
