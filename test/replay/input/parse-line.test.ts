import fc from 'fast-check';
import { parse } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { LineError, parseLine } from '../../../src/replay/input/parse-line.ts';

function parseText(text: string | Buffer) {
  const bytes = Buffer.concat([Buffer.from('..'), Buffer.from(text), Buffer.from('..')]);
  const notes = { invalidUtf8: false, wideIntegers: false };
  const record = parseLine({ bytes, start: 2, end: bytes.length - 2, isAscii: false }, notes);
  return { record, ...notes };
}

function fault(text: string): LineError {
  try {
    parseText(text);
  } catch (error) {
    if (error instanceof LineError) return error;
    throw error;
  }
  throw new Error(`parsed: ${text.slice(0, 40)}`);
}

/** What an exact parser reads: integers as bigint where a double could be another one. */
function exactly(text: string): unknown {
  const parseNumber = (token: string) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? BigInt(token) : Number(token);
  return parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
}

describe('parseLine', () => {
  it('parses an object', () => {
    expect(parseText('{"a":[1,null,"é"]}')).toEqual({
      record: { a: [1, null, 'é'] },
      invalidUtf8: false,
      wideIntegers: false,
    });
  });

  it.each(['[1]', '1', '"text"', 'null', 'true'])('refuses %s, which is no object', (text) => {
    expect(fault(text).code).toBe('not-an-object');
  });

  it('advises how to take an array apart', () => {
    expect(fault('[{"a":1}]').advice).toContain("jq -c '.[]'");
  });

  it.each([
    ['{"a":1', 'in the middle'],
    ['{"a":"x', 'in the middle'],
    ['{"a":1,}', 'at character 8'],
  ])('says where %s breaks', (text, where) => {
    expect(fault(text)).toMatchObject({ code: 'invalid-json', message: expect.stringContaining(where) });
  });

  it.each(['{"a":secret1}', '{"a":"secret1" secret1}', 'secret1', '{"a":"secret1\u0001"}'])(
    'does not quote the text of %s',
    (text) => {
      expect(fault(text).code).toBe('invalid-json');
      expect(fault(text).message).not.toContain('secret1');
    },
  );

  it('keeps an event with bytes that are no UTF-8', () => {
    const line = Buffer.concat([Buffer.from('{"a":"x'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(parseText(line)).toEqual({ record: { a: 'x\uFFFD' }, invalidUtf8: true, wideIntegers: false });
  });

  it('does not mistake a U+FFFD of the file for damage', () => {
    expect(parseText('{"a":"\uFFFD"}').invalidUtf8).toBe(false);
  });

  it('refuses nesting beyond a thousand levels, however deep', () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(() => parseText(nested(999))).not.toThrow();
    expect(fault(nested(1000)).code).toBe('nested-too-deep');
    expect(fault(nested(100_000)).code).toBe('nested-too-deep');
    expect(fault(`{"w":9007199254740993,"w":9007199254740993,"a":${nested(100_000)}}`).code).toBe(
      'nested-too-deep',
    );
    expect(fault('['.repeat(100_000)).code).toBe('invalid-json');
  });

  it.each(['{"__proto__":{"x":1}}', '{"__proto__":{"x":1},"w":[9007199254740993]}'])(
    'makes __proto__ an ordinary key in %s',
    (text) => {
      const { record } = parseText(text);
      expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
      expect(Object.keys(record)).toContain('__proto__');
      expect('x' in record).toBe(false);
    },
  );
});

describe('wide integers', () => {
  it('keeps the largest safe integers as numbers', () => {
    const text = '{"a":9007199254740991,"b":-9007199254740991,"c":"9007199254740993"}';
    expect(parseText(text)).toMatchObject({ record: JSON.parse(text), wideIntegers: false });
  });

  it.each([
    ['at the top', '{"a":9007199254740993}', { a: 9007199254740993n }],
    ['after a space', '{"a": 9007199254740993 }', { a: 9007199254740993n }],
    ['negative', '{"Keywords":-9214364837600034816,"b":1}', { Keywords: -9214364837600034816n, b: 1 }],
    [
      'as __proto__',
      '{"__proto__":9007199254740993}',
      JSON.parse('{"__proto__":0}', () => 9007199254740993n),
    ],
    ['in an array', '{"a":[9007199254740993]}', { a: [9007199254740993n] }],
    ['deeper', '{"a":{"b":18446744073709551615}}', { a: { b: 18446744073709551615n } }],
    ['under a key with escapes', '{"\\u0061":9007199254740993}', { a: 9007199254740993n }],
    [
      'under a key that ends another',
      '{"x\\"a":9007199254740995,"a":9007199254740993}',
      { 'x"a': 9007199254740995n, a: 9007199254740993n },
    ],
    ['twice, the last one wins', '{"a":9007199254740993,"a":9007199254740995}', { a: 9007199254740995n }],
    [
      'under one name at two depths',
      '{"a":9007199254740995,"b":{"a":9007199254740993}}',
      { a: 9007199254740995n, b: { a: 9007199254740993n } },
    ],
    [
      'the deeper name spelt plainly',
      '{"\\u0061":9007199254740993,"b":{"a":9007199254740992}}',
      { a: 9007199254740993n, b: { a: 9007199254740992n } },
    ],
  ])('are exact %s', (_where, text, expected) => {
    if (text.includes('__proto__')) {
      expect(Object.entries(parseText(text).record)).toEqual([['__proto__', 9007199254740993n]]);
      return;
    }
    expect(parseText(text)).toMatchObject({ record: expected, wideIntegers: true });
  });

  it.each(['{"a":1e300}', '{"a":9007199254740993.5}', '{"a":1e400}'])('leaves %s a number', (text) => {
    expect(parseText(text)).toMatchObject({ record: JSON.parse(text), wideIntegers: false });
  });

  it('does not convert integers of more than a thousand digits', () => {
    expect(parseText(`{"a":${'9'.repeat(1001)}}`).record).toEqual({ a: Number.POSITIVE_INFINITY });
  });

  it('reads what a lossless parser reads, for any object', () => {
    const name = fc.constantFrom('a', 'b', '"', '\\', 'a"', '__proto__', 'é');
    const integer = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String);
    const nearLimit = fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map(String);
    const leaf = fc.oneof(
      integer,
      nearLimit,
      fc.constantFrom('1.5', '1e20', 'null', '"a\\":9007199254740993,"'),
    );
    const quoted = name.chain((text) => fc.constantFrom(JSON.stringify(text), escaped(text)));
    const { object } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie('object'),
        fc.array(leaf, { maxLength: 3 }).map((of) => `[${of.join(', ')}]`),
      ),
      object: fc
        .array(fc.tuple(quoted, fc.constantFrom(':', ': ', ' :'), tie('value')), { maxLength: 4 })
        .map((members) => `{${members.map((member) => member.join('')).join(',')}}`),
    }));
    fc.assert(
      fc.property(object as fc.Arbitrary<string>, (text) => {
        expect(parseText(text).record).toStrictEqual(exactly(text));
      }),
      { numRuns: 500 },
    );
  });
});

/** A key spelt in escapes throughout. */
function escaped(text: string): string {
  return `"${[...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
}
