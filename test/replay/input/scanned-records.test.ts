import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecsAdapter } from '../../../src/engine/events/adapters/ecs.ts';
import { kestrelAdapter } from '../../../src/engine/events/adapters/kestrel.ts';
import { windowsAdapter } from '../../../src/engine/events/adapters/windows.ts';
import type { FieldDemand } from '../../../src/engine/events/field-demand.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { ScannedEvent } from '../../../src/engine/events/scanned-event.ts';
import { LineError, parseLine } from '../../../src/replay/input/parse-line.ts';
import { ScannedRecords } from '../../../src/replay/input/scanned-records.ts';
import { LineSplitter } from '../../../src/replay/input/split-lines.ts';
import { decodeMemory, memoryFile } from './memory-stream.ts';

const PATHS = [
  ...['message', 'process', 'process.name', 'process.args', 'process.pid', 'process.parent.name'],
  ...[
    'process.parent.Ext.real.pid',
    'event.type',
    '__proto__',
    'constructor',
    'process.__proto__',
    'a.b.c',
    'a.b',
  ],
];
const READ_PATHS = [...PATHS, '@timestamp', 'event.category'];
const demand: FieldDemand = { paths: PATHS, pathsOfKind: () => PATHS };

interface ReadLine {
  readonly part: EventRecord | undefined;
  readonly partIsWide: boolean;
  readonly whole: EventRecord | undefined;
  readonly wholeIsWide: boolean;
}

/** One for all lines, as values that were there before are remembered. */
const records = ScannedRecords.for(ecsAdapter, demand)!;

/** Of each line: what was read in part, if anything, and what parsing it gives, if anything. */
function readBoth(lines: readonly (string | Uint8Array)[]): ReadLine[] {
  const splitter = new LineSplitter(1e6, () => {});
  const chunk = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
  splitter.feed(chunk);
  records.load(chunk);
  const read: ReadLine[] = [];
  while (splitter.next()) {
    const part = records.read(splitter);
    const notes = { invalidUtf8: false, wideIntegers: false };
    let whole: EventRecord | undefined;
    try {
      whole = parseLine(splitter, notes);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
    }
    // What is wrong with the bytes is for the parser to report.
    if (notes.invalidUtf8) expect(part).toBeUndefined();
    read.push({ part, partIsWide: records.wideIntegers, whole, wholeIsWide: notes.wideIntegers });
  }
  return read;
}

/** All that the vocabulary reads of a record. */
function fieldsOf(record: EventRecord): unknown {
  return READ_PATHS.map((path) => [path, ecsAdapter.vocabulary.reader(path)(record)]);
}

/** How many of the lines were read in part; each of them must be as if it was parsed. */
function expectSame(lines: readonly (string | Uint8Array)[]): number {
  let parts = 0;
  for (const { part, partIsWide, whole, wholeIsWide } of readBoth(lines)) {
    if (part === undefined) continue;
    parts++;
    expect(whole).toBeDefined();
    expect(fieldsOf(part)).toEqual(fieldsOf(whole!));
    expect(partIsWide).toBe(wholeIsWide);
  }
  return parts;
}

const segment = fc.constantFrom(
  ...['process', 'name', 'args', 'pid', 'parent', 'Ext', 'real', 'event', 'type', 'category', 'a', 'b', 'c'],
  ...[
    'message',
    '@timestamp',
    'other',
    '',
    '__proto__',
    'constructor',
    'b.c',
    'process.name',
    'parent.name',
    'é',
  ],
);
const name = fc.oneof(
  { weight: 6, arbitrary: segment },
  fc.array(segment, { minLength: 2, maxLength: 4 }).map((list) => list.join('.')),
  fc.constantFrom(...READ_PATHS),
);
const scalar = fc.oneof(
  fc.constantFrom(null, true, false, '', 0, -0, 1, '1', 'start', 1e300, 9_007_199_254_740_992, 'C:\\a.exe'),
  fc.string({ unit: fc.constantFrom(...'ab"\\/\n\0é€😀\ud800'), maxLength: 20 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(...[230, 260, 2_040].map((length) => `${'x'.repeat(length)}\\`)),
);
/** JSON text, in which a name may come twice, and an object may be as deep as any path. */
const json = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    { weight: 4, arbitrary: scalar.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom('9007199254740993', '-18446744073709551616', '1E5', '1e400') },
    { weight: 4, arbitrary: tie('object') },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((list) => `[${list.join(', ')}]`) },
  ),
  object: fc
    .array(fc.tuple(name, tie('value')), { maxLength: 5 })
    .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(',')}}`),
}));
/** What recorders write: every path at most once, and lists of scalars only. */
const usualEvent = fc
  .record(
    {
      '@timestamp': fc.constantFrom('2024-01-01T00:00:00.000Z', '2024-01-01T00:00:01.000Z'),
      event: fc.record({ category: fc.constantFrom(['process'], 'process', ['a', 'b'], []), type: scalar }),
      process: fc.record(
        {
          name: scalar,
          args: fc.array(scalar, { maxLength: 3 }),
          'parent.name': scalar,
          pid: fc.integer(),
          other: fc.array(fc.record({ name: scalar }), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
      'a.b': fc.oneof(scalar, fc.record({ c: scalar })),
      message: scalar,
    },
    { requiredKeys: ['event'] },
  )
  .map((event) => JSON.stringify(event));

const changes = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 3 }),
    bytes: fc
      .array(fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[]:,0-. e.9')), fc.nat(255)), { maxLength: 2 })
      .map((bytes) => Uint8Array.from(bytes.filter((byte) => byte !== 0x0a))),
  }),
  { minLength: 1, maxLength: 2 },
);

describe('ScannedRecords', () => {
  it('reads at every path what parsing the line gives, for usual events', () => {
    let parts = 0;
    let lineCount = 0;
    fc.assert(
      fc.property(fc.array(usualEvent, { minLength: 1, maxLength: 40 }), (lines) => {
        lineCount += lines.length;
        parts += expectSame(lines);
      }),
      { numRuns: 100 },
    );
    expect(parts).toBeGreaterThan(lineCount * 0.5);
  });

  it('reads at every path what parsing the line gives, for any object', () => {
    let parts = 0;
    fc.assert(
      fc.property(fc.array(json.object, { minLength: 1, maxLength: 20 }), (lines) => {
        parts += expectSame(lines);
      }),
      { numRuns: 300 },
    );
    expect(parts).toBeGreaterThan(300);
  });

  it('never reads a changed line as anything but what parsing it gives', () => {
    fc.assert(
      fc.property(fc.oneof(usualEvent, json.object), changes, (line, list) => {
        let bytes = Buffer.from(line);
        for (const { at, cut, bytes: inserted } of list) {
          const place = Math.floor(at * bytes.length);
          bytes = Buffer.concat([bytes.subarray(0, place), inserted, bytes.subarray(place + cut)]);
        }
        expectSame([bytes]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('leaves every line that is cut short to the parser', () => {
    const line =
      '{"@timestamp":"x","event":{"category":["a"]},"process":{"parent":{"Ext":{"real":{"pid":1}}}}}';
    expect(readBoth([line])[0]!.part).toBeInstanceOf(ScannedEvent);
    for (let end = 1; end < line.length; end++) {
      expect(readBoth([line.slice(0, end)]).map(({ part }) => part)).toEqual([undefined]);
    }
  });

  it.each([
    ['a path in two spellings', '{"process":{"name":"a"},"process.name":"b"}'],
    ['an object twice', '{"process":{"name":"a"},"process":{}}'],
    ['objects in a list on the way', '{"process":[{"name":"a"},{"name":"b"}]}'],
    ['an escape in a name', '{"process":{"\\u006eame":"a"}}'],
    ['wide integers in a list', '{"process":{"args":[9007199254740993]}}'],
    ['doubles beyond them in a list', '{"process":{"args":[1e300]}}'],
  ])('leaves to the parser: %s', (_, line) => {
    // Twice, as a value may be remembered.
    expect(readBoth([line, line]).map(({ part }) => part)).toEqual([undefined, undefined]);
  });

  it('keeps integers exact, and says so each time', () => {
    const lines = ['9007199254740993', '9007199254740993', '5'].map((pid) => `{"process":{"pid":${pid}}}`);
    const read = ecsAdapter.vocabulary.reader('process.pid');
    expect(readBoth(lines).map(({ part, partIsWide }) => [read(part!), partIsWide])).toEqual([
      [9007199254740993n, true],
      [9007199254740993n, true],
      [5, false],
    ]);
  });

  it('leaves events of ever new sorts to the parser', () => {
    const fresh = ScannedRecords.for(ecsAdapter, {
      ...demand,
      paths: Array.from({ length: 600 }, (_, at) => `p${at}`),
    })!;
    const line = (first: number, second: number) => `{"p${first}":1,"p${second}":2}\n`;
    const lines = Array.from({ length: 20_000 }, (_, at) => line(at % 500, Math.floor(at / 500) + 500));
    const splitter = new LineSplitter(1e6, () => {});
    const chunk = Buffer.from([...lines, lines[0]].join(''));
    splitter.feed(chunk);
    fresh.load(chunk);
    const parts: boolean[] = [];
    while (splitter.next()) parts.push(fresh.read(splitter) !== undefined);
    expect([parts[0], parts[19_999], parts[20_000]]).toEqual([true, false, true]);
  });

  it('is for ECS only, and for paths that can be looked for', () => {
    expect(ScannedRecords.for(windowsAdapter, demand)).toBeUndefined();
    expect(ScannedRecords.for(kestrelAdapter, demand)).toBeUndefined();
    expect(ScannedRecords.for(ecsAdapter, undefined)).toBeUndefined();
    expect(ScannedRecords.for(ecsAdapter, { ...demand, paths: ['process.naïve'] })).toBeUndefined();
    expect(ScannedRecords.for(ecsAdapter, { ...demand, paths: ['a.'.repeat(200)] })).toBeUndefined();
  });
});

describe('a stream of ECS events', () => {
  it('has the same events and the same problems, whether read whole or in part', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            usualEvent,
            usualEvent,
            json.object,
            fc.constantFrom('{"a":', '[1]', '{"x":9007199254740993}'),
          ),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 3 }),
        fc.boolean(),
        async (lines, chunkSizes, strict) => {
          const files = [memoryFile('a', lines.join('\n'))];
          const options = { adapter: 'ecs', strict } as const;
          const [whole, part] = await Promise.all([
            decodeMemory(files, options, chunkSizes),
            decodeMemory(files, { ...options, demand }, chunkSizes),
          ]);
          expect(part.problems).toEqual(whole.problems);
          expect(part.error).toEqual(whole.error);
          expect(part.eventNumbers).toEqual(whole.eventNumbers);
          expect(part.records.map(fieldsOf)).toEqual(whole.records.map(fieldsOf));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is read in part after the first ten events', async () => {
    const lines = Array.from({ length: 12 }, () => '{"event":{"category":"process"}}');
    const { records } = await decodeMemory([memoryFile('a', lines.join('\n'))], { demand });
    expect(records.map((record) => record instanceof ScannedEvent)).toEqual([
      ...Array(10).fill(false),
      true,
      false,
    ]);
  });
});
