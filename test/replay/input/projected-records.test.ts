import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../../src/engine/events/adapter.ts';
import { windowsAdapter } from '../../../src/engine/events/adapters/windows.ts';
import type { FieldDemand } from '../../../src/engine/events/field-demand.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { LazyText } from '../../../src/engine/events/lazy-text.ts';
import { ownProperty } from '../../../src/engine/events/own-property.ts';
import { parseLine } from '../../../src/replay/input/parse-line.ts';
import { ProjectedRecords } from '../../../src/replay/input/projected-records.ts';
import { LineSplitter } from '../../../src/replay/input/split-lines.ts';

const MEMBERS = ['EventID', 'Image', 'CommandLine', '__proto__', 'constructor'];

const adapter: Adapter = {
  ...windowsAdapter,
  projection: () => ({
    members: new Set(MEMBERS),
    kindMembers: ['EventID', '__proto__'],
    kindOf: ({ EventID }) => (EventID === undefined ? undefined : Number(EventID)),
    membersOfKind: (kind) => new Set(membersOfKind(kind)),
    isLazy: (name) => name === 'Image',
  }),
};

/** Of a kind of its own nobody reads the image. */
const NO_IMAGE_KIND = 77;

function membersOfKind(kind: number): readonly string[] {
  return kind === NO_IMAGE_KIND ? MEMBERS.filter((name) => name !== 'Image') : MEMBERS;
}

const ANY: FieldDemand = { paths: ['any'], pathsOfKind: () => ['any'] };

/** Of each line: the record that was read in part, if any, and the one that was parsed. */
function readBoth(lines: readonly string[]) {
  const records = ProjectedRecords.for(adapter, ANY)!;
  const splitter = new LineSplitter(1e6, () => {});
  const chunk = Buffer.from(`${lines.join('\n')}\n`);
  splitter.feed(chunk);
  records.load(chunk);
  const read: { part: EventRecord | undefined; whole: EventRecord; wide: boolean }[] = [];
  while (splitter.next()) {
    const part = records.read(splitter);
    const notes = { invalidUtf8: false, wideIntegers: false };
    read.push({ part, whole: parseLine(splitter, notes), wide: records.wideIntegers });
  }
  return read;
}

function cutDown(record: EventRecord): EventRecord {
  const members = membersOfKind(Number(record.EventID));
  return Object.fromEntries(Object.entries(record).filter(([name]) => members.includes(name)));
}

/** As `ownProperty` reads it. */
function decoded(record: EventRecord): EventRecord {
  const members = Object.keys(record).map((name) => [name, ownProperty(name)(record)]);
  return Object.fromEntries(members);
}

/** Long texts that differ in one place. */
function alike(length: number): readonly string[] {
  return [0, length >> 1, length - 1].map((at) => `${'x'.repeat(at)}\\${'x'.repeat(length - at - 1)}`);
}

const value = fc.oneof(
  fc.constantFrom('1', 1, '', 0, -0, true, null, 'C:\\a.exe', 'a"b', '9007199254740993', [1, 'x'], { a: [] }),
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.string({ minLength: 230, maxLength: 260 }),
  fc.constantFrom(...[300, 1_000, 2_029, 2_030, 2_031, 2_032, 2_033, 3_000].flatMap(alike)),
);
const line = fc
  .record(
    {
      EventID: fc.constantFrom<unknown>(1, '1', NO_IMAGE_KIND, 10),
      Image: value,
      CommandLine: value,
      Other: value,
      constructor: value,
    },
    { requiredKeys: ['EventID'] },
  )
  .map((record) => JSON.stringify(record));

describe('ProjectedRecords', () => {
  it('reads the wanted members of a line as parsing it does, line after line', () => {
    let parts = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (lines) => {
        for (const { part, whole } of readBoth(lines)) {
          if (part === undefined) continue;
          parts++;
          expect(decoded(part)).toEqual(cutDown(whole));
        }
      }),
      { numRuns: 500 },
    );
    expect(parts).toBeGreaterThan(1_000);
  });

  it('leaves long texts with escapes to whoever reads them, where that is allowed', () => {
    const long = `${'x'.repeat(3_000)}\\n`;
    const part = readBoth([`{"EventID":1,"Image":"${long}","CommandLine":"${long}"}`])[0]!.part!;
    expect(part.Image).toBeInstanceOf(LazyText);
    expect(ownProperty('Image')(part)).toBe(`${'x'.repeat(3_000)}\n`);
    expect(part.CommandLine).toBe(`${'x'.repeat(3_000)}\n`);
  });

  it('reads long texts right, whether they repeat or not', () => {
    const long = (text: string) => `{"EventID":1,"CommandLine":"${text.padStart(500, 'x')}\\n"}`;
    const differing = Array.from({ length: 600 }, (_, at) => long(String(at)));
    const lines = [long('a'), long('a'), long('b'), ...differing, ...differing, long('a')];
    const read = readBoth(lines).map(({ part }) => part!.CommandLine);
    expect(read).toEqual(lines.map((one) => JSON.parse(one).CommandLine));
  });

  it('tells the number 1 from the text "1"', () => {
    const lines = ['1', '"1"', '1', '"1"'].map((one) => `{"EventID":3,"Image":${one}}`);
    expect(readBoth(lines).map(({ part }) => part!.Image)).toEqual([1, '1', 1, '1']);
  });

  it('keeps integers exact, and says so each time', () => {
    const lines = ['-9223372036854775808', '-9223372036854775808', '5'].map(
      (one) => `{"EventID":3,"Image":${one}}`,
    );
    expect(readBoth(lines).map(({ part, wide }) => [part!.Image, wide])).toEqual([
      [-(2n ** 63n), true],
      [-(2n ** 63n), true],
      [5, false],
    ]);
  });

  it('leaves to the parser what it cannot be sure of', () => {
    const lines = [
      '{"Image":"no event id"}',
      '{"EventID":1,"Imagé":"x"}',
      '{"EventID":1,"Image":{"a":12345678901234567}}',
      '{"EventID":1,"\\u0049mage":"x"}',
    ];
    expect(readBoth(lines).map(({ part }) => part)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('reads texts beyond ASCII, with escapes or without, alone or nested', () => {
    const image = ['"é"', '"C:\\\\Users\\\\Zoë\\\\€.exe"', '{"a":["\\n😀"]}', '"\\u00e9"'];
    const lines = image.map((value) => `{"EventID":1,"Image":${value}}`);
    const parts = readBoth([...lines, ...lines]).map(({ part }) => part?.Image);
    const expected = image.map((value) => JSON.parse(value));
    expect(parts).toEqual([...expected, ...expected]);
  });

  it('reads no more of a line than what may be read of its kind', () => {
    const lines = [NO_IMAGE_KIND, 10, NO_IMAGE_KIND].map(
      (kind) => `{"Image":"a.exe","EventID":${kind},"CommandLine":"x"}`,
    );
    expect(readBoth(lines).map(({ part }) => Object.keys(part!).sort())).toEqual([
      ['CommandLine', 'EventID'],
      ['CommandLine', 'EventID', 'Image'],
      ['CommandLine', 'EventID'],
    ]);
  });

  it('notices a wide integer that nobody may read of its kind', () => {
    const lines = [NO_IMAGE_KIND, NO_IMAGE_KIND].map(
      (kind) => `{"EventID":${kind},"Image":12345678901234567}`,
    );
    expect(readBoth(lines).map(({ wide }) => wide)).toEqual([true, true]);
  });

  it('reads all that may be wanted of kinds beyond the 254 that a scanner tells apart', () => {
    const lines = Array.from({ length: 300 }, (_, at) => `{"EventID":${1000 + at},"Image":"a","x":1}`);
    const parts = readBoth([...lines, `{"EventID":${NO_IMAGE_KIND},"Image":"a"}`]).map(({ part }) => part);
    expect(parts.slice(0, 300)).toEqual(lines.map((line) => cutDown(JSON.parse(line))));
    expect(parts[300]).toEqual({ EventID: NO_IMAGE_KIND, Image: 'a' });
  });

  it('takes names of Object.prototype for what they are', () => {
    const part = readBoth(['{"EventID":1,"__proto__":{"polluted":1},"constructor":"c"}'])[0]!.part!;
    expect(Object.hasOwn(part, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(part)).toBe(Object.prototype);
    expect(part.polluted).toBeUndefined();
  });

  it('is not for recordings whose fields may be in too many places', () => {
    const { projection: _, ...withoutProjection } = windowsAdapter;
    const unknown = { ...ANY, paths: ['winlog.event_data.Ünknown'] };
    expect(ProjectedRecords.for(withoutProjection, ANY)).toBeUndefined();
    expect(ProjectedRecords.for(windowsAdapter, undefined)).toBeUndefined();
    expect(ProjectedRecords.for(windowsAdapter, unknown)).toBeUndefined();
  });
});
