import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../../src/engine/eql/ast.ts';
import { FieldNameIndex } from '../../../../src/engine/eql/lint/field-name-index.ts';
import { lintQuery } from '../../../../src/engine/eql/lint/lint-query.ts';
import { parseQuery } from '../../../../src/engine/eql/parse.ts';
import type { EqlWarning } from '../../../../src/engine/eql/warning.ts';

const knownFields = new FieldNameIndex([
  'a',
  'process.name',
  'process.args',
  'process.pid',
  'process.parent.name',
  'process.executable',
  'host.name',
]);

/** The warnings about a query, each as its code and the text it marks. */
function warningsOf(text: string, dialect: Dialect = 'elastic'): [string, string][] {
  const warnings: EqlWarning[] = [];
  const onWarning = (warning: EqlWarning) => warnings.push(warning);
  const query = parseQuery(text, { dialect, onWarning });
  lintQuery(query, { dialect, knownFields }, onWarning);
  return warnings.map(({ code, span }) => [code, text.slice(span.start.offset, span.end.offset)]);
}

describe('maxspan without `=`', () => {
  it('is warned of in the dialect that takes it', () => {
    expect(warningsOf('sequence by a with maxspan 10s [any where true] [any where true]', 'kestrel')).toEqual(
      [['maxspan-without-equals', 'with maxspan 10s']],
    );
    expect(warningsOf('sequence by a with maxspan=10s [any where true] [any where true]', 'kestrel')).toEqual(
      [],
    );
  });
});

describe('anchors in regular expressions', () => {
  it.each(['^abc', 'abc$', 'a|^b', 'a$|b', '(a|b)$', 'a\\\\$', '[$^]$', '[]$]$', '^[^a]'])(
    'are warned of: %s',
    (pattern) => {
      const literal = `"""${pattern}"""`;
      expect(warningsOf(`any where a regex ("x", ${literal})`)).toEqual([['regex-anchor', literal]]);
      expect(warningsOf(`any where a regex~ ${literal}`, 'kestrel')).toEqual([['regex-anchor', literal]]);
    },
  );

  it.each(['abc', '\\^abc', 'abc\\$', 'a^b', 'a$b', '[^a]', '[a^]', '[$]', '(^a)', '(a$)', ''])(
    'are not seen in %s',
    (pattern) => {
      expect(warningsOf(`any where a regex """${pattern}"""`)).toEqual([]);
    },
  );

  it('are plain text to : and like', () => {
    expect(warningsOf('any where a : "^b$" or a like "^b$"')).toEqual([]);
  });
});

describe('backslashes in the constants of stringContains and endsWith', () => {
  it.each(['"C:\\\\Temp"', '"""C:\\Temp"""', '"""a\\\\\\b"""', '"""\\* and \\+"""'])(
    '%s loses one',
    (literal) => {
      expect(warningsOf(`any where stringContains(a, ${literal})`)).toEqual([['pattern-escape', literal]]);
      expect(warningsOf(`any where endsWith~(a, ${literal})`)).toEqual([['pattern-escape', literal]]);
    },
  );

  it.each(['"plain"', '"""\\*"""', '"""what\\?"""', '"""C:\\\\Temp"""', '"""dir\\"""', '"""dir\\\\"""'])(
    '%s does not',
    (literal) => {
      expect(warningsOf(`any where stringContains(a, ${literal})`)).toEqual([]);
    },
  );

  it('are plain in startsWith, in functions of computed texts and in patterns', () => {
    const condition = 'startsWith(a, "C:\\\\T") or stringContains(concat(a), "C:\\\\T") or a : "C:\\\\T"';
    expect(warningsOf(`any where ${condition}`)).toEqual([]);
  });
});

describe('comparisons that never hold', () => {
  it.each([
    'a > null',
    'null <= a',
    'length(a) < null',
    'a > true',
    'false >= a',
    'a in (null)',
    'a not in (null, null)',
  ])('%s', (condition) => {
    expect(warningsOf(`any where ${condition}`)).toEqual([['never-true', condition]]);
  });

  it.each(['a == null', 'a != null', 'a == true', 'a in (null, "x")', 'length(a) in (null)', 'a > "true"'])(
    'but not %s',
    (condition) => {
      expect(warningsOf(`any where ${condition}`)).toEqual([]);
    },
  );
});

describe('what a replay does otherwise than a search', () => {
  it('is the meaning of pipes', () => {
    expect(warningsOf('any where true | head 5 | tail 2')).toEqual([
      ['pipe-over-stream', '| head 5'],
      ['pipe-over-stream', '| tail 2'],
    ]);
  });

  it('is told with the number of alerts', () => {
    const messages: string[] = [];
    const query = parseQuery('any where true | head 1 | tail 3', { dialect: 'elastic' });
    lintQuery(query, { dialect: 'elastic' }, ({ message }) => messages.push(message));
    expect(messages).toEqual([
      'over a replay `head` means the first alert of the whole stream',
      'over a replay `tail` means the last 3 alerts of the whole stream',
    ]);
  });

  it('is how long a sequence without maxspan may take', () => {
    expect(warningsOf('sequence by a [any where a == 1] [any where true]')).toEqual([
      ['sequence-without-maxspan', '[any where a == 1]'],
    ]);
    expect(warningsOf('sequence [any where true]', 'kestrel')).toEqual([]);
    expect(warningsOf('sample by a [any where true] [any where true]')).toEqual([]);
  });
});

describe('names of fields', () => {
  it.each([
    ['proces.name', 'process.name'],
    ['process.nmae', 'process.name'],
    ['process.Name', 'process.name'],
    ['Process.PID', 'process.pid'],
    ['process.excutabel', 'process.executable'],
    ['process.parnet.name', 'process.parent.name'],
    ['process.arg', 'process.args'],
  ])('%s is taken for a slip of %s', (slip, meant) => {
    const warnings: EqlWarning[] = [];
    const query = parseQuery(`any where ${slip} == "x"`, { dialect: 'elastic' });
    lintQuery(query, { dialect: 'elastic', knownFields }, (warning) => warnings.push(warning));
    expect(warnings).toMatchObject([
      { code: 'unknown-field', message: `unknown field '${slip}'`, advice: `Did you mean '${meant}'?` },
    ]);
  });

  it.each([
    'process.name',
    'process.pip',
    'process.title',
    'proces.naem',
    'processes.nam',
    'vendor.process.name',
    'process.name.text',
    'b',
    '__proto__',
    'constructor',
    '`process name`',
  ])('%s is left alone', (path) => {
    expect(warningsOf(`any where ${path} == "x"`)).toEqual([]);
  });

  it('are looked at wherever they stand, and each is doubted once', () => {
    const query = `sequence by host.nam with maxspan=1m
      [any where length(?process.nane) > 1 and process.nane == "a"] by proccess.pid
      [any where true] by process.arsg
      until [any where true] by process.executeable`;
    expect(warningsOf(query)).toEqual([
      ['unknown-field', '?process.nane'],
      ['unknown-field', 'host.nam'],
      ['unknown-field', 'proccess.pid'],
      ['unknown-field', 'process.arsg'],
      ['unknown-field', 'process.executeable'],
    ]);
  });

  it('are not doubted without a list of known ones', () => {
    const warnings: EqlWarning[] = [];
    const query = parseQuery('any where proces.name == "x"', { dialect: 'elastic' });
    lintQuery(query, { dialect: 'elastic' }, (warning) => warnings.push(warning));
    expect(warnings).toEqual([]);
  });
});
