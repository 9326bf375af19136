/**
 * One engine over a whole stream, and several over portions of it. A long hunt is one command:
 *
 *     JOBS_RUNS=20000 npx vitest run test/replay/jobs/same-answers.test.ts
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { StreamInput } from '../../../src/replay/input/stream-input.ts';
import {
  arbitraryPipes,
  arbitrarySample,
  arbitrarySequence,
} from '../../engine/sequence/arbitrary-sequence.ts';
import { arbitraryStream } from '../../engine/sequence/arbitrary-stream.ts';
import { ruleOf } from '../../support/rule.ts';
import { findInOne, findInPortions } from './in-portions.ts';

const RUNS = Number(process.env.JOBS_RUNS ?? 150);
const SEED = Number(process.env.JOBS_SEED ?? 20_261_123);
/** Some of the generated lines are longer. */
const MAX_LINE_BYTES = 400;

const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function inputOf(name: string, bytes: Buffer): StreamInput {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { name, path, sizeBytes: statSync(path).size };
}

/** Lines that hold no event, or none that is whole. */
const oddLine = fc.constantFrom(
  ...['', '   ', 'broken', '{"a":', '[1]', 'null', '"text"', '{}', '\t{"event.category":"a"}'],
  `{"event.category":"a","n":9007199254740993}`,
  `{"event.category":"a","long":"${'x'.repeat(MAX_LINE_BYTES)}"}`,
);

const line = fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: oddLine });

const fileForm = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n'),
  endsWithLineEnd: fc.boolean(),
  hasByteOrderMark: fc.boolean(),
  isCompressed: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  /** By line of the file: what stands before the next event. */
  odd: fc.array(line, { maxLength: 50, size: 'max' }),
  hasInvalidUtf8: fc.oneof(
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

const file = fc.tuple(arbitraryStream, fileForm).map(([{ records }, form]) => {
  const lines = records.flatMap((record, at) => {
    const odd = form.odd[at];
    const text = JSON.stringify({ host: at % 3, ...record });
    return odd === undefined ? [text] : [odd, text];
  });
  const text = lines.join(form.lineEnd) + (form.endsWithLineEnd ? form.lineEnd : '');
  const bytes = Buffer.from((form.hasByteOrderMark ? '\uFEFF' : '') + text);
  if (form.hasInvalidUtf8 && lines.length > 3) bytes[bytes.lastIndexOf('category')] = 0xff;
  return form.isCompressed ? gzipSync(bytes) : bytes;
});

const query = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('any where true', 'a where x == 1', 'b where k == "u" and l != "v"'),
      arbitrarySequence,
      arbitrarySample,
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: arbitraryPipes }),
  )
  .map((parts) => parts.join(''));

const settings = fc.record({
  portionBytes: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 3_000 })),
  lanes: fc.integer({ min: 1, max: 3 }),
  batchSize: fc.integer({ min: 1, max: 12 }),
  sequences: fc.record({
    reorderWindowMs: fc.constantFrom(0, 1, 5, 3_600_000),
    maxPartialMatchesPerRule: fc.constantFrom(1, 2, 100),
  }),
});

test('portions of a stream, put together, give what the whole stream gives', {
  timeout: 60_000 + RUNS * 1_000,
}, async () => {
  const seen = { alerts: 0, problems: 0, portions: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(query, { minLength: 1, maxLength: 3 }),
      fc.array(file, { minLength: 1, maxLength: 3 }),
      settings,
      async (texts, files, { portionBytes, lanes, batchSize, sequences }) => {
        const rules = texts.map((text, index) => ruleOf(text, { id: `rule-${index}` }));
        const inputs = files.map((bytes, at) => inputOf(`${at}.ndjson`, bytes));
        const common = { rules, inputs, sequences, maxLineBytes: MAX_LINE_BYTES };
        const expected = await findInOne({ ...common, batchSize: 7 });
        const { portions, ...found } = await findInPortions({ ...common, batchSize, portionBytes, lanes });
        expect(found).toEqual(expected);
        seen.alerts += found.alerts.length;
        seen.problems += found.problems.length;
        seen.portions += portions;
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
  expect(seen.alerts).toBeGreaterThan(RUNS);
  expect(seen.problems).toBeGreaterThan(RUNS);
  expect(seen.portions).toBeGreaterThan(10 * RUNS);
});

const TIMES = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2024, 0, 1, 0, 0, at)).toISOString());
const LINES = TIMES.map((time, at) => `{"@timestamp":"${time}","event.category":"a","id":${at}}\n`);

test('a time range leaves out the same events, and numbers the others the same', async () => {
  const inputs = [inputOf('range.ndjson', Buffer.from(LINES.join('')))];
  const range = {
    sinceNs: BigInt(Date.parse(TIMES[7]!)) * 1_000_000n,
    untilNs: BigInt(Date.parse(TIMES[50]!)) * 1_000_000n,
  };
  const rules = [ruleOf('a where true'), ruleOf('sequence [a where true] [a where true]')];
  const common = { rules, inputs, batchSize: 4, ...range };
  const expected = await findInOne(common);
  const { portions, ...found } = await findInPortions({ ...common, portionBytes: 100, lanes: 2 });
  expect(portions).toBeGreaterThan(20);
  expect(found).toEqual(expected);
  expect(found.alerts[0]!.events).toEqual([8]);
  expect(found).toMatchObject({ events: 43, eventsDecoded: 60 });
});

test.each([1, 2, 3, 5, 64, 65, 66, 1_000])(
  'every line is in one portion, portions of %i bytes',
  async (portionBytes) => {
    const lines = LINES.slice(0, 15);
    const inputs = [inputOf('cut.ndjson', Buffer.from(lines.join('')))];
    const { alerts } = await findInPortions({
      rules: [ruleOf('a where true')],
      inputs,
      batchSize: 16,
      portionBytes,
      lanes: 2,
    });
    expect(alerts.map(({ events }) => events)).toEqual(lines.map((_, at) => [at + 1]));
  },
);

test('an input that is cut and holds no events is said to hold none', async () => {
  const header = `${JSON.stringify({ magic: [75, 69, 83, 84], version: 1 })}\n`;
  const inputs = [inputOf('nothing.ndjson', Buffer.from(header.repeat(50)))];
  const common = { rules: [ruleOf('any where true')], inputs, batchSize: 4 };
  const { portions, ...found } = await findInPortions({ ...common, portionBytes: 100, lanes: 2 });
  expect(portions).toBeGreaterThan(2);
  expect(found).toEqual(await findInOne(common));
  expect(found.problems.map(({ code, count }) => [code, count])).toEqual([['no-events', 1]]);
});
