import { describe, expect, it } from 'vitest';
import {
  ESCAPED_TEXT,
  FALSE,
  LineScanner,
  NESTED,
  NEW_VALUE,
  NOT_REMEMBERED,
  NULL,
  NUMBER,
  TEXT,
  TRUE,
} from '../../../../src/replay/input/scan/line-scanner.ts';
import { wantedPaths } from '../../../../src/replay/input/wanted-paths.ts';
import { parsed, scanLine, scanText } from './scan-text.ts';
import { WANTED, WINDOWS_EVENTS } from './windows-events.ts';

const NAMES = ['a', 'b', '__proto__', 'constructor', ''];
const scanner = LineScanner.create(NAMES);
const scan = (text: string | Uint8Array) => scanText(scanner, NAMES, text);

describe('what a scanner finds', () => {
  it('tells the name, the kind and the place of each wanted member, in the order of the line', () => {
    const line = '{"b":"text","x":"no","a":"\\t","b":-1.5,"a":null,"b":true,"a":false,"b":[1],"a":{}}';
    scanner.load(Buffer.from(`..${line}`));
    const found = scanner.scan(2, 2 + line.length);
    const members = Array.from({ length: found }, (_, member) => [
      ...scanner.members.subarray(member * 4, member * 4 + 4),
    ]);
    const place = (text: string) => [2 + line.indexOf(text), 2 + line.indexOf(text) + text.length];
    expect(members).toEqual([
      [1, TEXT, ...place('text')],
      [0, ESCAPED_TEXT, ...place('"\\t"')],
      [1, NUMBER, ...place('-1.5')],
      [0, NULL, ...place('null')],
      [1, TRUE, ...place('true')],
      [0, FALSE, ...place('false')],
      [1, NESTED, ...place('[1]')],
      [0, NESTED, ...place('{}')],
    ]);
  });

  it.each([
    '{}',
    ' \t\r{ \t\r} \t\r',
    '{"a":1}',
    ' {\t"a"\r: 1 , "b" :"x" } ',
    '{"a":{"a":1,"b":[{"a":"]"},[[]],{}]},"b":2}',
    '{"a":1,"a":2,"b":3,"a":"last"}',
    '{"":"no name","x":1}',
    '{"__proto__":{"polluted":1},"constructor":"text"}',
    '{"aa":1,"A":2,"a ":3," a":4}',
    '{"a":"\\u0041\\uD800\\"\\\\\\/\\b\\f\\n\\r\\t"}',
    '{"x":"\\u00e9","y":{"\\u0061":[]}}',
    '{"a":-0,"b":0.10E-05}',
    '{"a":1e999,"b":9007199254740993}',
    '{"a":"\x7f"}',
    '{"a":"é","b":"\u0080\u07ff\u0800\ud7ff\ue000\uffff\ufeff"}',
    '{"a":"😀\u{10000}\u{10ffff}","x":"®\\n®","b":["é",{"ü":"\\u00e9 €"}]}',
    `{"a":"${'x'.repeat(59)}€€","x":"${'€'.repeat(50)}","b":1}`,
    `{"${'k'.repeat(65)}":1,"${'k'.repeat(5000)}":2,"a":3}`,
    '{"x":1234567890123456}',
    ...WINDOWS_EVENTS.filter((line) => !line.includes('-9223372036854775808')),
  ])('reads %j as JSON.parse does', (line) => {
    expect(parsed(line, NAMES)).toBeDefined();
    expect(scan(line)).toEqual(parsed(line, NAMES));
    expect(scanText(scanner, NAMES, line, 61)).toEqual(parsed(line, NAMES));
  });

  it.each([
    '{"x":-9223372036854775808}',
    '{"x":12345678901234567}',
    '{"x":[1,12345678901234567]}',
    '{"a":{"b":12345678901234567}}',
    '{"x":9007199254740993}',
    '{"x":[9007199254740993]}',
    '{"a":-9223372036854775808,"a":1}',
    '{"b":12345678901234567,"a":-9223372036854775808,"x":0,"a":-9223372036854775808}',
  ])('leaves to the parser a wide number that it would have to report: %s', (line) => {
    expect(scan(line)).toBeUndefined();
  });

  it('gives a wide number that is wanted as it is written', () => {
    expect(scan('{"a":-9223372036854775808}')).toEqual(parsed('{"a":-9223372036854775808}', NAMES));
  });

  it('finds the wanted members of Windows events', () => {
    const windows = LineScanner.create(WANTED);
    for (const line of WINDOWS_EVENTS) {
      expect(scanText(windows, WANTED, line)).toEqual(parsed(line, WANTED));
    }
    expect(scanText(windows, WANTED, WINDOWS_EVENTS[2]!)).toEqual({
      EventID: 5,
      Channel: 'xA/\b\f',
      User: '',
      Image: '"',
      Keywords: -(2 ** 63),
    });
  });

  it('gives wide numbers of several members, and of one that replaces another', () => {
    const line = '{"b":1,"a":12345678901234567,"b":-9223372036854775808}';
    expect(scan(line)).toEqual(parsed(line, NAMES));
  });

  it('leaves a nested `__proto__` where it is', () => {
    const record = scan('{"__proto__":{"polluted":1}}')!;
    expect(Object.keys(record)).toEqual(['__proto__']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('what a scanner leaves to the parser', () => {
  it.each([
    ...[
      '',
      ' ',
      '1',
      '"a"',
      'null',
      '[]',
      '[{"a":1}]',
      '{',
      '}',
      '{}{}',
      '{}]',
      '{"a":1}}',
      '{"a":1},',
      '{}x',
    ],
    ...[
      '{"a":1}\0',
      '\0{}',
      '{}\0',
      '{"a":1\0}',
      '\ufeff{}',
      '{,}',
      '{"a"}',
      '{"a":}',
      '{"a":1,}',
      '{,"a":1}',
    ],
    ...['{"a":1,,"b":2}', '{"a" 1}', '{"a"::1}', '{"a":1 "b":2}', '{a:1}', "{'a':1}", '{1:1}', '{null:1}'],
    ...[
      '{"a":1;"b":2}',
      '{"a"\f:1}',
      '{"a":1\v}',
      '{"a":1\u00a0}',
      '{"a',
      '{"',
      '{"a":',
      '{"a"',
      '{"a":1',
      '{"a":1,',
    ],
  ])('%j, which is not one object', (line) => {
    expect(parsed(line, NAMES)).toBeUndefined();
    expect(scan(line)).toBeUndefined();
  });

  it.each([
    ...[
      '"',
      '"x',
      '"\\"',
      '"\\',
      '"\\x"',
      '"\\U0041"',
      '"\\N"',
      '"\\u"',
      '"\\u004"',
      '"\\u004g"',
      '"\\u0041\\u00"',
      '"\\u0041\\u0041\\n\\uGGGG"',
      '"\\u00:0"',
    ],
    ...['"\\u/000"', '"\\u@000"', '"\\u`000"', '"\\u\\u0041"', '"\\u004', '"\t"', '"\0"', '"\x1f"', '"\\\n"'],
    ...[
      '"x"y"',
      "'x'",
      '"\\\\\\"',
      '"\\n\t"',
      '"\\n\\"',
      'nul',
      'nulL',
      'Null',
      'nulll',
      'tru',
      'True',
      'truex',
    ],
    ...[
      'fals',
      'falsy',
      'False',
      'undefined',
      't',
      'f',
      'n',
      '{',
      '[',
      ']',
      '[1',
      '[1,]',
      '[,1]',
      '[1 2]',
      '[1}',
    ],
    ...[
      '{"x":1]',
      '{"x"}',
      '{"x":}',
      '{"x":1,}',
      '{x:1}',
      '{,}',
      '[[]',
      '[]]',
      '{"x":[}]',
      '["\\x"]',
      '{"\\x":1}',
    ],
    ...['[{]}', '[01]', '[nul]', '{"x" "y"}', '[:]', '{"x":1:2}'],
  ])('the value %s, which is unsound', (value) => {
    expect(parsed(`{"a":${value}}`, NAMES)).toBeUndefined();
    expect(scan(`{"a":${value}}`)).toBeUndefined();
    expect(scan(`{"unwanted":${value}}`)).toBeUndefined();
    expect(scan(`{"a":[${value}]}`)).toBeUndefined();
  });

  it.each([
    ...[
      '01',
      '-01',
      '00',
      '-',
      '+1',
      '.5',
      '1.',
      '1.e3',
      '-.5',
      '1e',
      '1e+',
      '1E-',
      '1e1.5',
      '1.5.5',
      '--1',
      '1-',
    ],
    ...[
      '0x10',
      '1_000',
      'NaN',
      'Infinity',
      '-Infinity',
      '1n',
      '1a',
      '1/1',
      '1:',
      '1e+-1',
      '1ee1',
      '-a',
      '/',
      ':',
    ],
  ])('the number %s', (number) => {
    expect(parsed(`{"a":${number}}`, NAMES)).toBeUndefined();
    expect(scan(`{"a":${number}}`)).toBeUndefined();
    expect(scan(`{"x":[0,${number}]}`)).toBeUndefined();
  });

  it.each(['{"\\u0061":1}', '{"\\n":1}', '{"x\\"":1}'])('%s, as its name might be a wanted one', (line) => {
    expect(scan(line)).toBeUndefined();
  });

  it.each(['{"é":1}', '{"a":1,"xé":2}', '{"a":é}', '{é"a":1}', '{"a":1é}'])(
    '%s, which has more than ASCII in the name of a member, or outside of texts',
    (line) => {
      expect(scan(line)).toBeUndefined();
    },
  );

  it.each([
    ['a byte that follows none', [0x80]],
    ['a byte that never begins a character', [0xff]],
    ['a character cut off', [0xc3]],
    ['a character of three bytes cut off', [0xe2, 0x82]],
    ['a character of four bytes cut off', [0xf0, 0x9f, 0x98]],
    ['an ASCII character in two bytes', [0xc1, 0xa1]],
    ['a character in three bytes that needs two', [0xe0, 0x9f, 0xbf]],
    ['a character in four bytes that needs three', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character beyond the last one', [0xf4, 0x90, 0x80, 0x80]],
    ['a fifth byte', [0xf0, 0x9f, 0x98, 0x80, 0x80]],
  ])('bytes that are no UTF-8: %s', (_, bytes) => {
    for (const before of ['', 'é', 'x'.repeat(61), '\\n']) {
      const text = Buffer.concat([Buffer.from(before), Uint8Array.from(bytes)]);
      for (const [start, end] of [
        ['{"a":"', '"}'],
        ['{"x":"', 'y"}'],
        ['{"x":["', '"]}'],
        ['{"x":{"', '":1}}'],
      ] as const) {
        const line = Buffer.concat([Buffer.from(start), text, Buffer.from(end)]);
        expect(parsed(line, NAMES)).toBeUndefined();
        expect(scan(line)).toBeUndefined();
      }
    }
  });

  it('values nested deeper than 64', () => {
    const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const objects = (depth: number) => `${'{"x":'.repeat(depth)}0${'}'.repeat(depth)}`;
    for (const nested of [lists, objects]) {
      expect(scan(`{"x":${nested(64)},"a":1}`)).toEqual({ a: 1 });
      expect(scan(`{"x":${nested(65)},"a":1}`)).toBeUndefined();
      expect(scan(`{"x":[${nested(63)},${nested(63)}],"a":1}`)).toEqual({ a: 1 });
    }
  });

  it('more than 256 wanted members', () => {
    const line = (count: number) => `{"x":0,${'"a":1,'.repeat(count - 1)}"b":2}`;
    expect(scan(line(256))).toEqual({ a: 1, b: 2 });
    expect(scan(line(257))).toBeUndefined();
    expect(scan(`{${'"x":1,'.repeat(1000)}"b":2}`)).toEqual({ b: 2 });
  });
});

describe('the names of a scanner', () => {
  it('finds each of 4,096 names, and none that is alike', () => {
    const names = Array.from({ length: 4096 }, (_, index) =>
      `winlog.event_data.Field${index}`.slice(-(index % 24) - 5),
    );
    const unique = [...new Set(names)];
    const many = LineScanner.create(unique);
    for (const name of unique) {
      const line = JSON.stringify({
        [name]: name,
        [`${name}_`]: 1,
        [`_${name}`]: 2,
        [name.toUpperCase()]: 3,
      });
      expect(scanText(many, unique, line)).toEqual(parsed(line, unique));
    }
  });

  it('tells names apart that begin and end alike', () => {
    const names = Array.from(
      { length: 300 },
      (_, index) => `event_data.${String(index).padStart(20, '0')}.ProcessName`,
    );
    const alike = LineScanner.create(names);
    const line = JSON.stringify({
      [names[299]!]: 299,
      [names[17]!.replace('17', 'xx')]: 0,
      [names[17]!]: 17,
    });
    expect(scanText(alike, names, line)).toEqual({ [names[299]!]: 299, [names[17]!]: 17 });
  });

  it.each([0, 1, 7, 8, 9, 15, 16, 17, 32, 33, 63, 64, 65, 127, 128])(
    'compares all of a name of %i bytes',
    (length) => {
      const name = 'n'.repeat(length);
      const single = LineScanner.create([name]);
      const others = [...name].map((_, at) => `${name.slice(0, at)}x${name.slice(at + 1)}`);
      const line = JSON.stringify({
        ...Object.fromEntries(others.map((other) => [other, 'other'])),
        [name]: 'wanted',
        [`${name}n`]: 'longer',
      });
      expect(scanText(single, [name], line)).toEqual({ [name]: 'wanted' });
    },
  );

  it('tells a name from its beginning, though their hashes are alike', () => {
    const name = 'ProcessName189378';
    expect(scanText(LineScanner.create([name]), [name], `{"${name}":1,"Process":2}`)).toEqual({ [name]: 1 });
  });

  it('may be none, or one twice', () => {
    expect(scanText(LineScanner.create([]), [], '{"a":1,"":2}')).toEqual({});
    expect(scanText(LineScanner.create(['a', 'b', 'a']), ['first', 'b', 'second'], '{"a":1}')).toEqual({
      first: 1,
    });
  });

  it.each([
    ['more than 4,096', Array.from({ length: 4097 }, (_, index) => `n${index}`), '4097 names'],
    ['a long one', ['a', 'n'.repeat(129)], 'nnn'],
    ['a quote', ['a"'], 'a\\\\"'],
    ['a backslash', ['a\\b'], '\\\\'],
    ['a control', ['a\t'], '\\\\t'],
    ['a line feed at the end', ['a\n'], '\\\\n'],
    ['a delete', ['\x7f'], '\x7f'],
    ['more than ASCII', ['naïve'], 'naïve'],
  ])('are refused: %s', (_, names, message) => {
    expect(() => LineScanner.create(names)).toThrow(RangeError);
    expect(() => LineScanner.create(names)).toThrow(new RegExp(message));
  });

  it('belong to one scanner only', () => {
    const other = LineScanner.create(['b']);
    scanner.load(Buffer.from('{"a":1}'));
    other.load(Buffer.from('{"b":10}'));
    expect([scanner.scan(0, 7), [...scanner.members.subarray(0, 4)]]).toEqual([1, [0, NUMBER, 5, 6]]);
    expect([other.scan(0, 8), [...other.members.subarray(0, 4)]]).toEqual([1, [0, NUMBER, 5, 7]]);
  });
});

describe('members of objects within', () => {
  const PATHS = ['p', 'p.name', 'p.parent.name', '__proto__.x', 'last'];
  const { members, pathOf } = wantedPaths(PATHS);
  const nested = LineScanner.create(members);

  /** By path, in the order of the line; undefined where the line is left to the parser. */
  function find(line: string): [string, string][] | undefined {
    const chunk = Buffer.from(line);
    nested.load(chunk);
    const found = nested.scan(0, chunk.length);
    if (found === -1) return undefined;
    return Array.from({ length: found }, (_, at) => {
      const [member, , start, end] = nested.members.subarray(at * 4, at * 4 + 4);
      return [pathOf[member!]!, chunk.toString('latin1', start, end)];
    });
  }

  it.each<[string, [string, string][]]>([
    ['{}', []],
    [
      '{"p":{"name":"a","x":{"name":"b"},"parent":{"name":"c","p":1}},"name":"d"}',
      [
        ['p.name', 'a'],
        ['p.parent.name', 'c'],
      ],
    ],
    [
      '{"p.name":"a","p.parent":{"name":"b"}}',
      [
        ['p.name', 'a'],
        ['p.parent.name', 'b'],
      ],
    ],
    ['{"p":{"parent.name":"a"}}', [['p.parent.name', 'a']]],
    ['{"p.parent.name":"a","p":{"parent":{}}}', [['p.parent.name', 'a']]],
    [
      ' { "p" : { "name" : [ 1 ] , "parent" : { } } , "last" : null } ',
      [
        ['p.name', '[ 1 ]'],
        ['last', 'null'],
      ],
    ],
    [
      '{"p":"text","last":{"a":1}}',
      [
        ['p', 'text'],
        ['last', '{"a":1}'],
      ],
    ],
    ['{"p":{"parent":7,"name":{"a":{}}}}', [['p.name', '{"a":{}}']]],
    ['{"__proto__":{"x":1}}', [['__proto__.x', '1']]],
    ['{"x":{"p":{"name":1},"\\u0070":2},"last":3}', [['last', '3']]],
    ['{"p":{"x":[{"name":1},{"name":2}]}}', []],
  ])('are found however their path is spelt: %s', (line, expected) => {
    expect(find(line)).toEqual(expected);
  });

  it.each([
    ['a path twice', '{"p":{"name":1,"name":1}}'],
    ['a path in two spellings', '{"p":{"name":1},"p.name":1}'],
    ['an object on the way twice', '{"p":{"name":1},"p":{"x":1}}'],
    ['something else in the place of an object', '{"p":{"name":1},"p":1}'],
    ['an object on the way in two spellings', '{"p":{"parent":{"x":1}},"p.parent":{"name":1}}'],
    ['a list on the way', '{"p":[{"name":1}]}'],
    ['an escape in a name', '{"p":{"\\u006eame":1}}'],
    ['more than ASCII in a name', '{"p":{"é":1}}'],
    ['a wide number that nobody wants', '{"p":{"x":12345678901234567}}'],
    ['a wide number in the place of an object', '{"p":{"parent":12345678901234567}}'],
    ['an object that does not end', '{"p":{"name":1}'],
    ['one that ends twice', '{"p":{"name":1}}}'],
    ['a comma too many', '{"p":{"name":1,}}'],
    ['no comma', '{"p":{"name":1}"last":1}'],
    ['the end of a list', '{"p":{"name":1]}'],
  ])('are left to the parser: %s', (_, line) => {
    expect(find(line)).toBeUndefined();
  });

  it('may be repeated in another line', () => {
    const line = '{"p":{"name":"a"}}';
    expect([find(line), find(line)]).toEqual([[['p.name', 'a']], [['p.name', 'a']]]);
  });
});

describe('the chunk of a scanner', () => {
  const line = '{"a":"x\\n","b":[1.5,{"c":null}]}';

  it('grows with the largest, and is replaced by the next', () => {
    const growing = LineScanner.create(NAMES);
    for (const size of [40, 5_000_000, 65_536, 9_000_000, 100]) {
      const chunk = Buffer.concat([Buffer.alloc(size, 0x20), Buffer.from(line)]);
      growing.load(chunk);
      expect(scanLine(growing, NAMES, chunk, size, chunk.length)).toEqual(parsed(line, NAMES));
    }
    growing.load(Buffer.alloc(100, ' '));
    expect(growing.scan(0, 100)).toBe(-1);
  });

  it('may end wherever a page of memory ends', () => {
    const growing = LineScanner.create(NAMES);
    const chunk = Buffer.from('{"a":1,"b":"\\n"}'.padStart(2 * 65_536));
    for (let start = 65_536; start >= 0; start -= 16) {
      growing.load(chunk.subarray(start));
      expect(growing.scan(0, chunk.length - start)).toBe(2);
    }
  });

  it('is not read beyond the end of the line, whatever follows', () => {
    const chunk = Buffer.from(`${line}${line}`);
    scanner.load(chunk);
    for (let end = 0; end < line.length; end++) expect(scanner.scan(0, end)).toBe(-1);
    // Nor does it keep what an earlier, longer chunk had there.
    for (let end = 0; end < line.length; end++) {
      scanner.load(chunk);
      scanner.load(chunk.subarray(0, end));
      expect(scanner.scan(0, end)).toBe(-1);
    }
  });

  it('is the same after a scan', () => {
    const chunk = Buffer.from(`${line}${line}`);
    scanner.load(chunk);
    for (let end = 0; end < chunk.length; end++) scanner.scan(0, end);
    expect(scanLine(scanner, NAMES, chunk, 0, line.length)).toEqual(parsed(line, NAMES));
    expect(scanLine(scanner, NAMES, chunk, line.length, chunk.length)).toEqual(parsed(line, NAMES));
  });

  it.each([
    [-1, 2],
    [2, 1],
    [0, 8],
    [Number.NaN, 2],
    [0, Number.NaN],
  ])('has no line %d to %d', (start, end) => {
    scanner.load(Buffer.from('{"a":1}'));
    expect(() => scanner.scan(start, end)).toThrow(RangeError);
  });

  it('is empty at first', () => {
    const fresh = LineScanner.create(['a']);
    expect(fresh.scan(0, 0)).toBe(-1);
    expect(() => fresh.scan(0, 1)).toThrow('0 bytes');
  });
});

describe('what a scanner remembers', () => {
  /** What it says of each value, one line after the other. */
  function recalls(values: readonly string[]): number[] {
    const fresh = LineScanner.create(['a']);
    const all = fresh.addSelection([0])!;
    return values.map((value) => {
      const line = Buffer.from(`{"a":${value}}`);
      fresh.load(line);
      expect(fresh.recall(fresh.scan(0, line.length), all)).toBe(1);
      return fresh.recalls[1]!;
    });
  }
  const long = (text: string, length = 500) => JSON.stringify(text.padStart(length, 'x'));

  it('is the place of a value that was there before', () => {
    for (const value of [
      '"text"',
      '17',
      '"é"',
      '"a\\n"',
      '[1]',
      '{}',
      long('a'),
      long('é'),
      long('\n', 2_000),
    ]) {
      const [first, second] = recalls([value, value]);
      expect(first).toBeLessThanOrEqual(NEW_VALUE);
      expect(second).toBe(NEW_VALUE - first!);
    }
  });

  it('is no constant, no long list, none with more than ASCII, and no text that is very long', () => {
    for (const value of ['null', 'true', `[${long('a')}]`, '["é"]', long('a', 2_100)]) {
      expect(recalls([value, value])).toEqual([NOT_REMEMBERED, NOT_REMEMBERED]);
    }
  });

  it('are long texts of a name only as long as they tend to repeat', () => {
    const differing = Array.from({ length: 256 }, (_, at) => long(String(at)));
    const found = recalls([...differing, long('a'), long('a'), '"short"', '"short"']);
    expect(found.slice(0, 256).every((recalled) => recalled <= NEW_VALUE)).toBe(true);
    expect(found.slice(256, 258)).toEqual([NOT_REMEMBERED, NOT_REMEMBERED]);
    expect(found[259]).toBeGreaterThanOrEqual(0);
    const repeating = recalls([...Array(600).fill(long('a')), ...differing.slice(0, 100), long('a')]);
    expect(repeating.at(-1)).toBeGreaterThanOrEqual(0);
  });

  it('is nothing of members that are not selected, but for numbers that may be wide', () => {
    const fresh = LineScanner.create(['a', 'b']);
    const onlyB = fresh.addSelection([1])!;
    const line = Buffer.from('{"a":1,"a":12345678901234567,"b":2}');
    fresh.load(line);
    expect(fresh.recall(fresh.scan(0, line.length), onlyB)).toBe(2);
    expect([...fresh.recalls.subarray(0, 4)]).toEqual([
      1,
      expect.toSatisfy((recalled) => recalled <= NEW_VALUE),
      2,
      expect.toSatisfy((recalled) => recalled <= NEW_VALUE),
    ]);
  });

  it('has 256 selections', () => {
    const fresh = LineScanner.create(['a']);
    const given = Array.from({ length: 257 }, () => fresh.addSelection([0]));
    expect(given).toEqual([...Array(256).keys(), undefined]);
  });
});
