import { createHash } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AlertHash } from '../../src/report/alert-hash.ts';
import { AlertLines, withCaptures } from '../../src/report/alert-line.ts';
import { AlertWriteError, AlertWriter } from '../../src/report/alert-writer.ts';

describe('AlertLines', () => {
  const lines = new AlertLines([
    { id: 'r', kind: 'eql', severity: 'high' },
    { id: 's', kind: 'sequence', severity: 'low' },
  ]);

  test('writes the documented shape, byte for byte', () => {
    expect(lines.line({ rule: 0, timeNs: 1_714_557_600_000_000_000n, events: [17] })).toBe(
      '{"rule_id":"r","type":"EQL","severity":"high","@timestamp":"2024-05-01T10:00:00.000Z","events":[17]}\n',
    );
  });

  test('null stands for a missing event and for a time that is not there', () => {
    expect(lines.line({ rule: 1, timeNs: undefined, events: [1, null, 3] })).toBe(
      '{"rule_id":"s","type":"Sequence","severity":"low","@timestamp":null,"events":[1,null,3]}\n',
    );
  });

  test('any rule id gives one line of JSON that reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const line = new AlertLines([{ id, kind: 'eql', severity: 'low' }]).line({
          rule: 0,
          timeNs: 0n,
          events: [1],
        });
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(JSON.parse(line)).toEqual({
          rule_id: id,
          type: 'EQL',
          severity: 'low',
          '@timestamp': '1970-01-01T00:00:00.000Z',
          events: [1],
        });
      }),
    );
  });

  test('captures stand at the end of a line, whatever they are called and hold', () => {
    const line = lines.line({ rule: 0, timeNs: undefined, events: [1] });
    const captures = { pid: 2n ** 63n - 1n, 'a"b\n': 'c"\n\ud800', ok: true, share: 0.5, ['__proto__']: 'p' };
    expect(withCaptures(line, captures)).toBe(
      '{"rule_id":"r","type":"EQL","severity":"high","@timestamp":null,"events":[1],"captures":' +
        '{"pid":9223372036854775807,"a\\"b\\n":"c\\"\\n\\ud800","ok":true,"share":0.5,"__proto__":"p"}}\n',
    );
  });

  test('refuses a rule the pack does not have', () => {
    expect(() => lines.line({ rule: 2, timeNs: 0n, events: [1] })).toThrow(/rule 2/);
  });
});

describe('AlertHash', () => {
  test('is the sha256 of the lines, however many there are', () => {
    const someLines = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.nat(40_000)), { maxLength: 6 });
    fc.assert(
      fc.property(someLines, (parts) => {
        const lines = parts.map(([text, repeats]) => `${text}${'x'.repeat(repeats)}\n`);
        const hash = new AlertHash();
        for (const line of lines) hash.add(line);
        const whole = createHash('sha256').update(lines.join('')).digest('hex');
        expect(hash.digest()).toBe(`sha256:${whole}`);
      }),
    );
  });

  test('the order of alerts matters', () => {
    const hashOf = (...lines: string[]) => {
      const hash = new AlertHash();
      for (const line of lines) hash.add(line);
      return hash.digest();
    };
    expect(hashOf('a\n', 'b\n')).not.toBe(hashOf('b\n', 'a\n'));
  });
});

/** A stream that takes a text only when told to. */
class SlowStream extends Writable {
  readonly taken: string[] = [];
  #release: (() => void) | undefined;

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.taken.push(chunk.toString('utf8'));
    this.#release = done;
  }

  release(): void {
    this.#release?.();
  }
}

class FailingStream extends Writable {
  override _write(_chunk: Buffer, _encoding: BufferEncoding, done: (error: Error) => void): void {
    done(new Error('ENOSPC: no space left on device'));
  }
}

/** A disk that has room for so many writes. */
class FillingStream extends Writable {
  #room: number;

  constructor(room: number) {
    super();
    this.#room = room;
  }

  override _write(_chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    done(this.#room-- > 0 ? undefined : new Error('ENOSPC: no space left on device'));
  }
}

describe('AlertWriter', () => {
  const longLine = `${'x'.repeat(70_000)}\n`;

  test('writes every line in order', async () => {
    const out = new PassThrough();
    const writer = new AlertWriter(out, 'alerts.ndjson');
    const lines = Array.from(
      { length: 5_000 },
      (_, index) => `{"alert":${index},"padding":"${'é'.repeat(20)}"}\n`,
    );
    const received = readText(out);
    for (const [index, line] of lines.entries()) {
      writer.add(line, index + 1);
      if (index % 100 === 0) await writer.flush();
    }
    await writer.finish();
    out.end();
    expect(await received).toBe(lines.join(''));
  });

  test('a little is kept back until there is more or the run is over', async () => {
    const out = new PassThrough();
    const writer = new AlertWriter(out, 'alerts.ndjson');
    writer.add('{"alert":1}\n', 1);
    await writer.flush();
    expect(out.read()).toBeNull();
    await writer.finish();
    expect(String(out.read())).toBe('{"alert":1}\n');
  });

  test('flush waits until a slow stream took what there was', async () => {
    const out = new SlowStream();
    const writer = new AlertWriter(out, 'alerts.ndjson');
    writer.add(longLine, 1);
    let flushed = false;
    const flush = writer.flush().then(() => (flushed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect([out.taken.length, flushed]).toEqual([1, false]);
    out.release();
    await flush;
    expect(flushed).toBe(true);
  });

  test('a full disk is an error that names the file and what was lost, not a crash', async () => {
    const writer = new AlertWriter(new FailingStream(), 'alerts.ndjson');
    writer.add(longLine, 1);
    const failure = writer.flush();
    await expect(failure).rejects.toThrow(AlertWriteError);
    await expect(failure).rejects.toThrow(
      'could not write alerts to alerts.ndjson: ENOSPC: no space left on device',
    );
    expect(writer.written).toEqual({ lines: 0, bytes: 0, lastEvent: 0 });
  });

  test('what was written is counted in whole lines, bytes and events; what failed is not', async () => {
    const out = new FillingStream(1);
    const writer = new AlertWriter(out, 'alerts.ndjson');
    const first = `${'é'.repeat(70_000)}\n`;
    writer.add(first, 9);
    writer.add('{}\n', 4);
    await writer.flush();
    const written = { lines: 2, bytes: 140_004, lastEvent: 9 };
    expect(writer.written).toEqual(written);
    writer.add(longLine, 12);
    await expect(writer.flush()).rejects.toThrow(AlertWriteError);
    expect(writer.written).toEqual(written);
  });

  test('a run without alerts writes nothing', async () => {
    const out = new SlowStream();
    await new AlertWriter(out, 'alerts.ndjson').finish();
    expect(out.taken).toEqual([]);
  });
});
