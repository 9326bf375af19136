import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Phase, Probe } from '../../../src/engine/probe.ts';
import { type DecodeProgress, decodeEvents } from '../../../src/replay/input/decode-events.ts';
import { StreamError } from '../../../src/replay/input/stream-problem.ts';
import { collect, decodeMemory, ecsFile, ecsLine, ids, memoryFile, places } from './memory-stream.ts';

const SYSMON_LINE = JSON.stringify({
  EventID: 1,
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  UtcTime: '2024-01-01 00:00:00.000',
  Image: 'C:\\Windows\\System32\\cmd.exe',
  CommandLine: 'cmd.exe',
  Hostname: 'host1',
});

describe('decodeEvents', () => {
  it('numbers events across files, and lets a batch run on', async () => {
    const { records, eventNumbers, batches, problems } = await decodeMemory([
      ecsFile('a', [1, 2, 3]),
      ecsFile('b', [4, 5, 6]),
    ]);
    expect(ids(records)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(eventNumbers).toEqual([1, 2, 3, 4, 5, 6]);
    expect(batches.map(({ size }) => size)).toEqual([4, 2]);
    expect(problems).toEqual([]);
  });

  it('ends a batch where the vocabulary changes', async () => {
    const { batches, adapters, eventNumbers } = await decodeMemory([
      ecsFile('a', [1, 2, 3]),
      memoryFile('b', `${SYSMON_LINE}\n${SYSMON_LINE}`),
      ecsFile('c', [4]),
    ]);
    expect(batches.map(({ size }) => size)).toEqual([3, 2, 1]);
    expect(batches[0]!.vocabulary).toBe(batches[2]!.vocabulary);
    expect(batches[1]!.vocabulary).not.toBe(batches[0]!.vocabulary);
    expect(adapters).toEqual([
      { file: 'a', adapter: 'ecs' },
      { file: 'b', adapter: 'windows' },
      { file: 'c', adapter: 'ecs' },
    ]);
    expect(eventNumbers).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('uses the adapter that was asked for', async () => {
    const { adapters } = await decodeMemory([memoryFile('a', SYSMON_LINE)], { adapter: 'ecs' });
    expect(adapters).toEqual([{ file: 'a', adapter: 'ecs' }]);
  });

  it('empties a batch once the next is asked for, but not before', async () => {
    const file = ecsFile('a', [1, 2]);
    const batches = decodeEvents([{ name: 'a', path: 'a', sizeBytes: undefined }], {
      batchSize: 1,
      read: async function* () {
        yield file.bytes;
      },
    });
    const first = (await batches.next()).value!;
    expect(ids(first.records)).toEqual([1]);
    const second = (await batches.next()).value!;
    expect(first.records).toEqual([]);
    expect(ids(second.records)).toEqual([2]);
  });

  it('gives the same events for any batch size and any split into chunks', async () => {
    const content = `\uFEFF${ecsLine(1)}\r\nbroken\n\n${ecsLine(2, ',"w":9007199254740993,"t":"é𝄞"')}\n[1]\n${ecsLine(3)}`;
    const files = [memoryFile('a', content), memoryFile('b', `${SYSMON_LINE}\n`), ecsFile('c', [4, 5])];
    const whole = await decodeMemory(files);
    const comparable = ({ records, eventNumbers, problems, adapters }: typeof whole) => ({
      records,
      eventNumbers,
      problems,
      adapters,
    });
    expect(ids(whole.records)).toEqual([1, 2, 3, undefined, 4, 5]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 2, max: 90 }), { minLength: 1, maxLength: 4 }),
        async (batchSize, sizes) => {
          expect(comparable(await decodeMemory(files, { batchSize }, sizes))).toEqual(comparable(whole));
        },
      ),
    );
  });
});

describe('a bad line', () => {
  const good = [ecsLine(1), ecsLine(2), ecsLine(3)];
  const around = (bad: string | Buffer) =>
    memoryFile(
      'a',
      Buffer.concat([
        Buffer.from(`${good[0]}\n\n${good[1]}\n`),
        Buffer.from(bad),
        Buffer.from(`\n${good[2]}`),
      ]),
    );

  it.each([
    ['invalid-json', '{"a":'],
    ['invalid-json', 'not json'],
    ['invalid-json', '['.repeat(100_000)],
    ['nested-too-deep', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['not-an-object', '[{"id":9}]'],
    ['not-an-object', '"text"'],
    ['not-an-object', 'null'],
    ['line-too-long', `{"a":"${'x'.repeat(300_000)}"}`],
  ])('(%s) costs that line only', async (code, bad) => {
    const { records, eventNumbers, problems } = await decodeMemory([around(bad), ecsFile('b', [4])], {
      maxLineBytes: 250_000,
    });
    expect(places(problems)).toEqual([`${code}@a:4`]);
    expect(problems[0]!.severity).toBe('lost');
    expect(ids(records)).toEqual([1, 2, 3, 4]);
    expect(eventNumbers).toEqual([1, 2, 3, 4]);
  });

  it('with NUL bytes costs that line only, where the file began as text', async () => {
    const many = Array.from({ length: 200 }, (_, id) => id);
    const { records, problems } = await decodeMemory([
      memoryFile('a', `${many.map((id) => ecsLine(id)).join('\n')}\n{"a":"\0"}\n${ecsLine(200)}`),
    ]);
    expect(places(problems)).toEqual(['invalid-json@a:201']);
    expect(ids(records)).toEqual([...many, 200]);
  });

  it('tells how long a line was that is too long', async () => {
    const { problems } = await decodeMemory([around('x'.repeat(700))], { maxLineBytes: 600 }, [50]);
    expect(problems[0]).toMatchObject({
      code: 'line-too-long',
      line: 4,
      message: expect.stringContaining('700 bytes'),
    });
  });

  it.each([
    [
      'invalid-utf8',
      Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from(`",${ecsLine(9).slice(1)}`)]),
    ],
    ['wide-integer', ecsLine(9, ',"w":9007199254740993')],
    ['no-timestamp', '{"id":9,"event":{"category":"file"}}'],
    ['no-category', '{"id":9,"@timestamp":"2024-01-01T00:00:00Z"}'],
  ])('(%s) is kept with a notice', async (code, bad) => {
    const { records, problems } = await decodeMemory([around(bad)]);
    expect(places(problems)).toEqual([`${code}@a:4`]);
    expect(problems[0]!.severity).toBe('notice');
    expect(ids(records)).toEqual([1, 2, 9, 3]);
  });

  it('may have keys named like members of every object', async () => {
    const { records, problems } = await decodeMemory([
      around(ecsLine(9, ',"__proto__":{"y":1},"constructor":1')),
    ]);
    expect(problems).toEqual([]);
    expect(Object.keys(records[2]!)).toEqual(['@timestamp', 'event', 'id', '__proto__', 'constructor']);
    expect('y' in records[2]!).toBe(false);
  });

  it('does not count as an event where the adapter sees a header', async () => {
    const header = '{"magic":[75,69,83,84],"version":1,"schema_version":1}';
    const event =
      '{"event_id":1,"event_type_id":1,"ts_mono_ns":5,"ts_wall_ns":1700000000000000000,"entity_key":1,"fields":[]}';
    const bad = event.replace('"fields":[]', '"fields":7');
    const { eventNumbers, problems } = await decodeMemory(
      [memoryFile('a', [header, event, bad, event].join('\n'))],
      { adapter: 'kestrel' },
    );
    expect(eventNumbers).toEqual([1, 2]);
    expect(places(problems.filter(({ severity }) => severity === 'lost'))).toEqual(['unreadable-event@a:3']);
    expect(problems.map(({ code }) => code)).not.toContain('wide-integer');
  });
});

describe('a file of the wrong form', () => {
  const object = { a: [1, { b: 2 }], c: 'x' };
  const utf16 = Buffer.from(`${ecsLine(1)}\n`, 'utf16le');

  it.each([
    ['json-array', JSON.stringify([object, object], null, 2)],
    ['json-array', `[\n${ecsLine(1)},\n${ecsLine(2)}\n]`],
    ['json-array', `[${ecsLine(1)},\n${ecsLine(2)}]`],
    ['multi-line-json', JSON.stringify(object, null, 2)],
    ['multi-line-json', `\n${JSON.stringify(object, null, 4)}\n${JSON.stringify(object, null, 4)}`],
    ['binary', Buffer.from([0x45, 0x6c, 0x66, 0x00, 0x0a, 0x0a, 0x7b])],
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['utf-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['utf-16', utf16],
  ])('(%s) is one problem with advice, and other files are read', async (code, content) => {
    const { records, problems } = await decodeMemory([
      ecsFile('a', [1]),
      memoryFile('bad', content),
      ecsFile('c', [2]),
    ]);
    expect(places(problems)).toEqual([`${code}@bad`]);
    expect(problems[0]).toMatchObject({ severity: 'lost', advice: expect.any(String) });
    expect(ids(records)).toEqual([1, 2]);
  });

  it.each(['[broken', '{', '[{"a":1}', '['])(
    'is not assumed for a first line %s before good ones',
    async (line) => {
      const { records, problems } = await decodeMemory([
        memoryFile('a', `${line}\n${ecsLine(1)}\n${ecsLine(2)}`),
      ]);
      expect(places(problems)).toEqual(['invalid-json@a:1']);
      expect(ids(records)).toEqual([1, 2]);
    },
  );

  it('is not assumed where a first line that begins nothing is followed by a broken one', async () => {
    const { records, problems } = await decodeMemory([memoryFile('a', `{"a":\nbroken\n${ecsLine(1)}`)]);
    expect(places(problems)).toEqual(['invalid-json@a:1', 'invalid-json@a:2']);
    expect(ids(records)).toEqual([1]);
  });

  it('is not assumed for one broken line alone', async () => {
    expect(places((await decodeMemory([memoryFile('a', '{\n')])).problems)).toEqual(['invalid-json@a:1']);
  });

  it.each(['', '\n\n', '\uFEFF', ' \r\n'])('is noticed where it holds nothing (%j)', async (content) => {
    const { problems } = await decodeMemory([memoryFile('a', content), ecsFile('b', [1])]);
    expect(places(problems)).toEqual(['no-events@a']);
    expect(problems[0]!.severity).toBe('notice');
  });
});

describe('strict', () => {
  it('stops at the first thing lost, after the events before it', async () => {
    const files = [memoryFile('a', `${ecsLine(1)}\n${ecsLine(2)}\nbroken\n${ecsLine(3)}`), ecsFile('b', [4])];
    const { records, error, problems } = await decodeMemory(files, { strict: true });
    expect(ids(records)).toEqual([1, 2]);
    expect(error).toBeInstanceOf(StreamError);
    expect((error as StreamError).problem).toBe(problems[0]);
    expect((error as StreamError).message).toMatch(/^a:3: not valid JSON/);
  });

  it('stops at a file that cannot be read', async () => {
    const { error } = await collect([{ name: 'gone', path: '/nowhere/gone', sizeBytes: 1 }], {
      strict: true,
    });
    expect((error as StreamError).problem.code).toBe('unreadable');
  });

  it('does not mind notices', async () => {
    const { records, error } = await decodeMemory([memoryFile('a', '{"id":1}')], { strict: true });
    expect(ids(records)).toEqual([1]);
    expect(error).toBeUndefined();
  });
});

describe('time range and limit', () => {
  const atSecond = (second: number) => BigInt(Date.UTC(2024, 0, 1, 0, 0, second)) * 1_000_000n;
  const files = [ecsFile('a', [1, 2, 3, 4, 5])];

  it('delivers events from since on, up to but not including until', async () => {
    const { eventNumbers, records } = await decodeMemory(files, {
      sinceNs: atSecond(2),
      untilNs: atSecond(4),
    });
    expect(ids(records)).toEqual([2, 3]);
    expect(eventNumbers).toEqual([2, 3]);
    expect((await decodeMemory(files, { sinceNs: atSecond(4) })).eventNumbers).toEqual([4, 5]);
    expect((await decodeMemory(files, { untilNs: atSecond(2) })).eventNumbers).toEqual([1]);
  });

  it('leaves out events without a usable time, and says so', async () => {
    const untimed =
      '{"id":8,"event":{"category":"file"}}\n{"id":9,"@timestamp":"soon","event":{"category":"file"}}\n';
    const { records, eventNumbers, problems } = await decodeMemory(
      [memoryFile('a', `${ecsLine(1)}\n${untimed}${ecsLine(2)}`)],
      { sinceNs: 0n },
    );
    expect(ids(records)).toEqual([1, 2]);
    expect(eventNumbers).toEqual([1, 4]);
    expect(places(problems)).toEqual(['outside-time@a:2', 'outside-time@a:3']);
  });

  it('notices nothing about events that it leaves out', async () => {
    const { problems } = await decodeMemory([memoryFile('a', '{"@timestamp":"2024-01-01T00:00:00Z"}')], {
      untilNs: 0n,
    });
    expect(problems).toEqual([]);
  });

  it('begins with batches of 1,024 events, also where later ones are larger', async () => {
    const many = [
      ecsFile(
        'a',
        Array.from({ length: 9_000 }, (_, at) => at),
      ),
    ];
    const sizes = async (batchSize: number) =>
      (await decodeMemory(many, { batchSize })).batches.map(({ size }) => size);
    expect(await sizes(3_072)).toEqual([1_024, 1_024, 1_024, 1_024, 3_072, 1_832]);
    expect(new Set((await sizes(1_000)).slice(0, -1))).toEqual(new Set([1_000]));
  });

  it.each([0, 1, 3, 4, 5, 12, 13])('delivers at most %d events', async (limit) => {
    const many = [ecsFile('a', [1, 2, 3, 4, 5, 6]), ecsFile('b', [7, 8, 9, 10, 11, 12])];
    for (const batchSize of [1, 4, 100]) {
      const { records, eventNumbers } = await decodeMemory(many, { limit, batchSize }, [40]);
      expect(ids(records)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].slice(0, limit));
      expect(eventNumbers).toHaveLength(Math.min(limit, 12));
    }
  });

  it('counts delivered events against the limit, not those left out', async () => {
    expect((await decodeMemory(files, { sinceNs: atSecond(3), limit: 2 })).eventNumbers).toEqual([3, 4]);
  });
});

describe('signal, progress and probe', () => {
  it('ends without an error when aborted, and delivers what was decoded', async () => {
    const abort = new AbortController();
    const seen: unknown[] = [];
    const many = Array.from({ length: 100 }, (_, index) => index);
    const file = ecsFile('a', many);
    const inputs = [{ name: 'a', path: 'a', sizeBytes: file.bytes.length }];
    const read = async function* () {
      yield file.bytes;
    };
    for await (const batch of decodeEvents(inputs, { batchSize: 7, signal: abort.signal, read })) {
      seen.push(...ids(batch.records));
      if (seen.length === 14) abort.abort();
    }
    expect(seen).toEqual(many.slice(0, seen.length));
    expect(seen.length).toBe(14);
  });

  it('shows how far it is', async () => {
    const progress: DecodeProgress = { bytesRead: 0, bytesTotal: undefined, events: 0 };
    const files = [ecsFile('a', [1, 2]), ecsFile('b', [3])];
    await decodeMemory(files, { progress, sinceNs: 2n ** 62n });
    const bytes = files[0]!.bytes.length + files[1]!.bytes.length;
    expect(progress).toEqual({ bytesRead: bytes, bytesTotal: bytes, events: 3 });
  });

  it('does not pretend to know the size of a pipe', async () => {
    const progress: DecodeProgress = { bytesRead: 0, bytesTotal: 1, events: 0 };
    const read = async function* () {};
    const inputs = [
      { name: 'a', path: 'a', sizeBytes: 5 },
      { name: 'stdin', path: undefined, sizeBytes: undefined },
    ];
    await collect(inputs, { progress, read });
    expect(progress.bytesTotal).toBeUndefined();
  });

  it('tells the probe of reading and decoding, and nothing else', async () => {
    const heard: string[] = [];
    const never = (): never => {
      throw new Error('not the decoder’s to tell');
    };
    const probe: Probe = {
      enterPhase: (phase: Phase) => heard.push(phase),
      enterRule: never,
      enterField: never,
      ruleWasTimed: never,
      fieldRead: never,
      ruleSawBatch: never,
      stepSawBatch: never,
      ruleHoldsState: never,
      ruleUses: never,
      ruleFaulted: never,
      alertRaised: never,
    };
    const file = ecsFile('a', [1, 2, 3]);
    const inputs = [{ name: 'a', path: 'a', sizeBytes: undefined }];
    const read = async function* () {
      heard.push('(bytes)');
      yield file.bytes;
      heard.push('(no more)');
    };
    for await (const _ of decodeEvents(inputs, { batchSize: 2, probe, read })) heard.push('(batch)');
    expect(heard).toEqual([
      ...['read', '(bytes)', 'decode', 'read', '(no more)', 'decode', 'decode'],
      ...['(batch)', 'decode', '(batch)'],
    ]);
  });
});
