import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineScanner } from '../../../../src/replay/input/scan/line-scanner.ts';
import { parsed, scanText } from './scan-text.ts';
import { WANTED, WINDOWS_EVENTS } from './windows-events.ts';

const NAMES = ['a', 'b', '__proto__', 'constructor', 'toString', '', ...WANTED];
const scanner = LineScanner.create(NAMES);

/** What is accepted is what the parser accepts, and gives the same. */
function expectSound(line: Uint8Array, offset = 0): void {
  const record = scanText(scanner, NAMES, line, offset);
  if (record !== undefined)
    expect({ line: text(line), record }).toEqual({ line: text(line), record: parsed(line, NAMES) });
}

/** What the parser accepts is accepted too, and gives the same. */
function expectSame(line: Uint8Array | string, offset = 0): void {
  const record = scanText(scanner, NAMES, line, offset);
  // A wide number in a place that nobody reads is left to the parser.
  if (record === undefined && WIDE_NUMBER.test(text(line))) return;
  if (record === undefined || parsed(line, NAMES) === undefined) {
    expect({ line: text(line), record }).toEqual({ line: text(line), record: parsed(line, NAMES) });
  } else expect(record).toEqual(parsed(line, NAMES));
}

const WIDE_NUMBER = /[-+.\deE]{17}|9[-+.\deE]{15}/;

const text = (line: Uint8Array | string) => Buffer.from(line).toString('latin1');

const nameOfMember = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.string({ unit: fc.constantFrom(...'abcXYZ019 _.-/{}[]:,@'), maxLength: 70 }),
);
/** Text with many of the characters that matter. */
const anyText = fc.string({
  unit: fc.constantFrom(...'ab "\\/\b\n\r\t\0\x1f{}[]:,0u\x7fé€😀\ud800'),
  maxLength: 200,
});
const scalar = fc.oneof(
  anyText,
  fc.double(),
  fc.integer(),
  fc.bigInt().map(Number),
  fc.constantFrom(null, true, false),
);
const nestedValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const members = fc.array(fc.tuple(nameOfMember, fc.oneof(scalar, nestedValue)), { maxLength: 12 });
const gap = fc.string({ unit: fc.constantFrom(' ', '\t', '\r'), maxLength: 3 });

/** An object with white space between its tokens; a name may come twice. */
const anyObject = fc
  .tuple(members, gap, gap)
  .map(
    ([list, before, after]) =>
      `${after}{${before}${list.map(([name, value]) => `"${name}"${after}:${before}${JSON.stringify(value)}${after}`).join(`,${before}`)}}${before}`,
  );

interface Change {
  readonly at: number;
  readonly cut: number;
  readonly bytes: Uint8Array;
}

const byteThatMatters = fc.oneof(
  fc.constantFrom(0x80, 0xbf, 0xc3, 0xe2, 0xed, 0xa0, 0xf0, 0x9f, 0xf4),
  fc.constantFrom(...Buffer.from('"\\{}[]:,0-+.eEu/ \t\r\n\0tfn')),
  fc.integer({ min: 0, max: 255 }),
);
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 3 }),
    bytes: fc.array(byteThatMatters, { maxLength: 2 }).map((bytes) => Uint8Array.from(bytes)),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Overwrites, cuts out and inserts, at places given as a share of the length. */
function changed(line: string, list: readonly Change[]): Uint8Array {
  let bytes = Buffer.from(line);
  for (const change of list) {
    const at = Math.floor(change.at * bytes.length);
    bytes = Buffer.concat([bytes.subarray(0, at), change.bytes, bytes.subarray(at + change.cut)]);
  }
  return bytes;
}

describe('a scanner and JSON.parse', () => {
  it('read any object alike', () => {
    fc.assert(
      fc.property(anyObject, fc.nat(130), (line, offset) => expectSame(line, offset)),
      { numRuns: 1500 },
    );
  });

  it('never differ on an object with changed bytes', () => {
    fc.assert(
      fc.property(anyObject, changes, fc.nat(130), (line, list, offset) =>
        expectSound(changed(line, list), offset),
      ),
      { numRuns: 4000 },
    );
  });

  it('never differ on a Windows event with changed bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WINDOWS_EVENTS), changes, (line, list) =>
        expectSound(changed(line, list)),
      ),
      { numRuns: 4000 },
    );
  });

  it('never differ on bytes of any kind', () => {
    const bytes = fc.array(byteThatMatters, { maxLength: 40 });
    fc.assert(
      fc.property(bytes, (inner) => expectSound(Uint8Array.from([0x7b, ...inner, 0x7d]))),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(bytes, (inner) =>
        expectSound(Buffer.concat([Buffer.from('{"a":'), Uint8Array.from(inner), Buffer.from('}')])),
      ),
      { numRuns: 2000 },
    );
  });

  it('accept the same of all that a byte can be, at every place of a line', () => {
    const line = Buffer.from('{"a":"x\\n\\u00e0","b":-1.5e3 ,"c":[true,{"d":null}]}');
    for (let at = 0; at < line.length; at++) {
      for (let byte = 0; byte < 256; byte++) {
        const replaced = Buffer.from(line);
        replaced[at] = byte;
        const inserted = Buffer.concat([line.subarray(0, at), Uint8Array.of(byte), line.subarray(at)]);
        for (const variant of [replaced, inserted]) {
          if (byte === 0x0a) expect(scanText(scanner, NAMES, variant)).toBeUndefined();
          else if (byte >= 0x80 || hasEscapedName(variant)) expectSound(variant);
          else expectSame(variant);
        }
      }
      const cut = Buffer.concat([line.subarray(0, at), line.subarray(at + 1)]);
      expectSame(cut);
    }
  });

  it('agree on where a text ends, for any number of backslashes at any place of a block', () => {
    for (let before = 0; before < 140; before++) {
      for (let backslashes = 0; backslashes < 6; backslashes++) {
        const start = `{"a":"${'x'.repeat(before)}${'\\'.repeat(backslashes)}`;
        expectSame(`${start}","b":"\\\\"}`);
        expectSame(`${start}n","b":1}`);
        expectSame(`${start}u00E9"}`);
        expectSame(`${start}x"}`);
      }
    }
  });

  it('agree on runs of backslashes across blocks', () => {
    for (let before = 0; before < 66; before++) {
      for (let backslashes = 60; backslashes < 132; backslashes++) {
        expectSame(`{"b":"\\n${'x'.repeat(before)}${'\\'.repeat(backslashes)}"}`);
      }
    }
  });

  it('agree on a forbidden byte behind any length of text', () => {
    for (let before = 0; before < 140; before++) {
      for (const start of ['{"a":"', '{"a":"\\t', '{"x":["\\t', '{"']) {
        for (const byte of [0x00, 0x1f, 0x80, 0xff]) {
          const line = Buffer.concat([
            Buffer.from(`${start}${'x'.repeat(before)}`),
            Uint8Array.of(byte),
            Buffer.from('"}'),
          ]);
          expect(scanText(scanner, NAMES, line)).toBeUndefined();
        }
      }
    }
  });
});

/** The name of a member of the top level of those lines has an escape. */
function hasEscapedName(line: Uint8Array): boolean {
  return /[{,]"[^"]*\\/.test(text(line));
}
