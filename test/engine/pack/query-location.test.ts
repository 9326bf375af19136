import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineIndex } from '../../../src/engine/pack/line-index.ts';
import { spanInFile } from '../../../src/engine/pack/text-location.ts';
import { readEql } from './read-one.ts';

/** The location of the only rule's query, and what the file has there. */
function located(path: string, file: string, place = 0) {
  const draft = readEql(path, file)[place];
  if (draft === undefined) throw new Error('no rule was read');
  const { line, column, indent } = draft.location;
  return { line, column, exact: indent !== null, rest: draft.source.lines.lineText(line).slice(column - 1) };
}

describe('TOML', () => {
  const toml = (query: string, before = '') =>
    `${before}[rule]\nrule_id = "a"\ntype = "eql"\nquery = ${query}\n`;

  test.each([
    ["'''\nany where true\n'''", 5, 'any where true'],
    ["'''any where true'''", 4, "any where true'''"],
    ['"""\nany where true\n"""', 5, 'any where true'],
    ['"any where true"', 4, 'any where true"'],
    ["'any where true'", 4, "any where true'"],
  ])('%j', (query, line, rest) => {
    expect(located('a.toml', toml(query))).toMatchObject({ line, rest, exact: true });
  });

  test('line breaks may be CRLF', () => {
    const file = toml("'''\nany where\n  true\n'''").replaceAll('\n', '\r\n');
    expect(located('a.toml', file)).toMatchObject({ line: 5, column: 1, exact: true });
  });

  test('where escapes shift the text, the line of the key is named', () => {
    expect(located('a.toml', toml('"""\nany where x == \\"y\\"\n"""'))).toMatchObject({
      line: 4,
      exact: false,
    });
  });

  test('a query quoted in another string is not taken for the rule’s', () => {
    const note = 'note = """\nquery = "any where y"\nquery = \'\'\'\nx\n\'\'\'\n"""\n';
    const file = toml('"""\nany where x == \\"y\\"\n"""', note);
    expect(located('a.toml', file)).toMatchObject({ line: 10, exact: false });
    expect(located('a.toml', toml("'any where y2'", note))).toMatchObject({ line: 10, exact: true });
  });
});

describe('JSON', () => {
  test('each rule of an array is found, equal queries too', () => {
    const file = '[\n {"id":"a","eql":"any where x"},\n {"id":"b","eql":"any where x"}\n]';
    expect(located('a.json', file, 0)).toMatchObject({ line: 2, rest: 'any where x"},', exact: true });
    expect(located('a.json', file, 1)).toMatchObject({ line: 3, exact: true });
  });

  test('a member of the same name elsewhere is not taken for the query', () => {
    const file = '{"id":"a",\n"notes":{"eql":"any where y"},\n"eql":"any where x"}';
    expect(located('a.json', file)).toMatchObject({ line: 3, column: 8, exact: true });
  });

  test('escapes leave the beginning', () => {
    const file = '{"id":"a",\n"eql":"any where x == \\"y\\""}';
    expect(located('a.json', file)).toMatchObject({ line: 2, column: 8, exact: false });
  });

  test('a key spelled with escapes is not found, which does no harm', () => {
    expect(located('a.json', '{"id":"a","\\u0065ql":"any where x"}')).toMatchObject({
      line: 1,
      column: 1,
      exact: false,
    });
  });
});

describe('YAML', () => {
  test.each([
    ['|\n    any where\n      true', 3, 5, true],
    ['|-\n\n    any where\n      true', 3, 1, true],
    ['>\n    any where\n    true', 3, 5, false],
    ['>-\n    any where true', 3, 5, true],
    ['"any where true"', 2, 9, true],
    ["'any where true'", 2, 9, true],
    ['any where true', 2, 8, true],
    ['any where\n    true', 2, 8, false],
    ['"any where x == \\"y\\""', 2, 9, false],
  ])('%j', (query, line, column, exact) => {
    expect(located('a.yaml', `- id: a\n  eql: ${query}\n`)).toMatchObject({ line, column, exact });
  });

  test('a query that is an alias is found at its anchor', () => {
    const file = 'shared: &q |\n  any where true\nid: a\neql: *q\n';
    expect(located('a.yaml', file)).toMatchObject({ line: 2, column: 3, exact: true });
  });

  test('rules of later documents are found', () => {
    const file = 'id: a\neql: any where x\n---\nid: b\neql: |\n  any where y\n';
    expect(located('a.yaml', file, 1)).toMatchObject({
      line: 6,
      column: 3,
      rest: 'any where y',
      exact: true,
    });
  });
});

test('every character of a query in a literal block has the place where the file shows it', () => {
  const words = fc.array(fc.constantFrom('any', 'where', ' ', '\n', '\n  ', 'ü', '𝕏', '"x"', "'"), {
    minLength: 1,
  });
  const layout = fc.constantFrom<[string, (text: string) => string]>(
    ['a.toml', (text) => `[rule]\ntype = "eql"\nrule_id = "a"\nquery = '''\n${text}'''\n`],
    ['a.yaml', (text) => `id: a\neql: |\n${text.replace(/^(?=.)/gm, '    ')}\n`],
    ['a.eql', (text) => text],
  );
  fc.assert(
    fc.property(words, layout, (parts, [path, file]) => {
      // A block's indentation shows only where its first line has none of its own.
      const text = `any${parts.join('')}`;
      const draft = readEql(path, file(text))[0];
      // Three quotes in a row end the literal: then there is no such rule.
      if (draft === undefined) return text.includes("'''");
      const index = new LineIndex(draft.text);
      for (const [offset] of [...draft.text].entries()) {
        if (draft.text[offset] === '\n') continue;
        const start = { offset, ...index.positionAt(offset) };
        const place = spanInFile(draft.location, { start, end: start });
        expect(draft.source.lines.lineText(place.line)[place.column - 1]).toBe(draft.text[offset]);
      }
      return true;
    }),
  );
});
