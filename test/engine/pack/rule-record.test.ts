import { expect, test } from 'vitest';
import { readEql, readOne } from './read-one.ts';

const json = (value: unknown) => readOne('rule.json', JSON.stringify(value));
const skipCodes = (value: unknown) => json(value).skipped.map((skipped) => skipped.code);

test.each([
  [{ id: 'a', eql: 'any where true' }],
  [{ rule_id: 'a', query: 'any where true' }],
  [{ rule: { rule_id: 'a', type: 'eql', query: 'any where true' } }],
  [{ id: 'a', eql: 'any where true', detection: { note: 'not Sigma, for it has a query' } }],
  [{ metadata: { id: 'a' }, definition: { eql: 'any where true' }, enabled: true }],
])('reads the query of %j', (record) => {
  expect(json(record).drafts).toMatchObject([{ id: 'a', text: 'any where true', severity: 'medium' }]);
});

test.each([
  ['unsupported-type', { id: 'a', type: 'query', language: 'kuery', query: 'x: y' }],
  ['unsupported-type', { rule: { rule_id: 'a', type: 'machine_learning', name: 'no query' } }],
  ['unsupported-type', { id: 'a', language: 'esql', query: 'from logs' }],
  ['disabled', { id: 'a', enabled: false, eql: 'any where true' }],
  ['no-query', { id: 'a', name: 'metadata only', severity: 'low' }],
  ['no-query', { rule: { rule_id: 'a', type: 'eql' } }],
  ['sigma-rule', { title: 't', id: 'a', logsource: {}, detection: { selection: {} } }],
  ['not-a-rule', { name: 'package', version: '1.0.0', type: 'module', dependencies: {} }],
  ['not-a-rule', { compilerOptions: {} }],
  ['not-a-rule', { $schema: 'https://json-schema.org/', id: 'a', type: 'object' }],
  ['not-a-rule', { query: '{ viewer { login } }' }],
  ['not-a-rule', { id: 'dashboard', query: { match_all: {} } }],
  ['not-a-rule', 'text'],
  ['not-a-rule', null],
])('skips %s', (code, record) => {
  expect(skipCodes(record)).toEqual([code]);
  expect(json(record).diagnostics).toEqual([]);
});

test('an unsupported type is named in the reason, and the rule beside it', () => {
  expect(json({ id: 'a', type: 'threshold', query: 'x' }).skipped).toEqual([
    {
      file: 'rule.json',
      ruleId: 'a',
      code: 'unsupported-type',
      reason: 'rules of type "threshold" are not supported',
    },
  ]);
});

test.each([
  ['missing-id', { eql: 'any where true' }],
  ['missing-id', { id: '  ', eql: 'any where true' }],
  ['missing-id', { id: null, eql: 'any where true' }],
  ['invalid-field', { id: 5, eql: 'any where true' }],
  ['invalid-field', { id: 'a', eql: 5 }],
  ['invalid-field', { id: 'a', eql: ' ' }],
  ['invalid-field', { id: 'a', name: 5, eql: 'any where true' }],
  ['invalid-field', { id: 'a', tags: 'one', eql: 'any where true' }],
  ['invalid-field', { id: 'a', severity: 3, eql: 'any where true' }],
  ['invalid-field', { id: 'a', dialect: 'sql', eql: 'any where true' }],
  ['invalid-field', { id: 'a', category_field: 5, eql: 'any where true' }],
])('refuses %s in %j', (code, record) => {
  expect(json(record)).toMatchObject({ drafts: [], diagnostics: [{ severity: 'error', code }] });
});

test('a message names the key as the file has it', () => {
  const message = (record: unknown) => json(record).diagnostics[0]?.message;
  expect(message({ rule: { rule_id: 7, type: 'eql', query: 'x' } })).toContain('"rule.rule_id"');
  expect(message({ metadata: { id: 'a', tags: [1] }, definition: { eql: 'x' } })).toContain(
    '"metadata.tags.0"',
  );
});

test.each(['a\u0000b', 'a\nb', 'a\u001b[31m', 'a\u202eb', 'a\u200bb', 'x'.repeat(257)])(
  'refuses the id %j',
  (id) => {
    expect(json({ id, eql: 'any where true' })).toMatchObject({
      drafts: [],
      diagnostics: [{ code: 'invalid-id' }],
    });
  },
);

test('a long or strange id is quoted in the message, not shown whole', () => {
  const id = `\u001b${'x'.repeat(10_000)}`;
  const message = json({ id, eql: 'any where true' }).diagnostics[0]?.message ?? '';
  expect(message.length).toBeLessThan(200);
  expect(message).not.toContain('\u001b');
});

test('names are put on one line', () => {
  expect(json({ id: 'a', name: ' two\r\n\u001blines ', eql: 'x' }).drafts[0]?.name).toBe('two lines');
  expect(json({ id: 'a', eql: 'x' }).drafts[0]?.name).toBe('a');
});

test('the dialect comes from the file, else from the options, else from the text', () => {
  const dialect = (record: object, options = {}) =>
    readEql('rule.json', JSON.stringify({ id: 'a', ...record }), options)[0]?.dialect;
  expect(dialect({ eql: 'any where true' })).toBe('elastic');
  expect(dialect({ eql: '\n -- note\nany where true' })).toBe('kestrel');
  expect(dialect({ eql: 'any where true' }, { dialect: 'kestrel' })).toBe('kestrel');
  expect(dialect({ eql: 'x', dialect: 'elastic' }, { dialect: 'kestrel' })).toBe('elastic');
  expect(dialect({ definition: { eql: 'any where true' } })).toBe('kestrel');
});

test('the category field can be overridden under either name', () => {
  const field = (record: object) =>
    readEql('rule.json', JSON.stringify({ id: 'a', eql: 'x', ...record }))[0]?.categoryField;
  expect(field({})).toBe('event.category');
  expect(field({ event_category_override: 'event.type' })).toBe('event.type');
  expect(field({ category_field: 'kind' })).toBe('kind');
});

test('severities are known in any case; an unknown one is a warning and counts as medium', () => {
  const severity = (text: string) => json({ id: 'a', severity: text, eql: 'x' });
  expect(severity('HIGH').drafts[0]?.severity).toBe('high');
  expect(severity('Info').drafts[0]?.severity).toBe('informational');
  expect(severity('Critical').diagnostics).toEqual([]);
  expect(severity('severe')).toMatchObject({
    drafts: [{ severity: 'medium' }],
    diagnostics: [{ severity: 'warning', code: 'unknown-severity' }],
  });
});

test('keys that objects inherit mean nothing, and keys named like them do no harm', () => {
  const text =
    '{"id":"__proto__","eql":"any where true","__proto__":{"severity":"critical"},"constructor":1}';
  const { drafts, diagnostics } = readOne('rule.json', text);
  expect(drafts).toMatchObject([{ id: '__proto__', severity: 'medium' }]);
  expect(diagnostics).toEqual([]);
  expect(({} as Record<string, unknown>).severity).toBeUndefined();
});
