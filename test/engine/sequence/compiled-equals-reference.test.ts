/**
 * Engine and reference evaluator on generated queries and streams. A long hunt is one command:
 *
 *     SEQUENCE_RUNS=100000 npx vitest run test/engine/sequence/compiled-equals-reference.test.ts
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { runEngine } from '../../support/run-engine.ts';
import { arbitraryPipes, arbitrarySample, arbitrarySequence } from './arbitrary-sequence.ts';
import { arbitraryStream } from './arbitrary-stream.ts';
import { type Row, rowsOfReference } from './matchers.ts';

/** The same queries in every run, so that a change and not chance turns the suite red. */
const SEED = 20_240_523;
const RUNS = Number(process.env.SEQUENCE_RUNS ?? 600);
/** Far more than a run takes; a long hunt must not end by it. */
const TIMEOUT_MS = 30_000 + RUNS * 50;

const BATCH_SIZES = [1, 3, 7, 1024];

/** Longer than any generated stream: then nothing is certain before its end, and all results come in order. */
const WHOLE_STREAM_MS = 3_600_000;

const settings = fc.record({
  batchSize: fc.integer({ min: 1, max: 45 }),
  index: fc.boolean(),
  /** How much longer than necessary late events are waited for. */
  extraWindowMs: fc.constantFrom(0, 1, WHOLE_STREAM_MS),
  maxSamplesPerKey: fc.integer({ min: 1, max: 3 }),
});

/** Limits that are too tight for many streams: what is given up must not depend on the batches either. */
const tightLimits = fc.record({
  reorderWindowMs: fc.constantFrom(0, 1, 5, WHOLE_STREAM_MS),
  maxPartialMatchesPerRule: fc.constantFrom(1, 2, 100),
});

describe.each([
  ['sequences', arbitrarySequence],
  ['samples', arbitrarySample],
])('generated %s', (_, query) => {
  const pipes = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: arbitraryPipes });
  const piped = fc.tuple(query, pipes).map((parts) => parts.join(''));
  const queries = fc.array(piped, { minLength: 1, maxLength: 3 });

  test('have the results of the reference evaluator', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(queries, arbitraryStream, settings, (texts, stream, settings) => {
        const { batchSize, index, extraWindowMs, maxSamplesPerKey } = settings;
        const sequences = { reorderWindowMs: stream.latenessMs + extraWindowMs, maxSamplesPerKey };
        const found = runEngine(stream.records, texts, { batchSize, index, sequences });
        for (const [rule, text] of texts.entries()) {
          const rows = found.filter(([id]) => id === `rule-${rule}`).map(([, events]) => events);
          const expected = rowsOfReference(text, stream.records, maxSamplesPerKey);
          const inOrder = extraWindowMs === WHOLE_STREAM_MS;
          expect(inOrder ? rows : sorted(rows), describeCase(text, stream.records)).toEqual(
            inOrder ? expected : sorted(expected),
          );
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test('have the same alerts in the same order at any batch size', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(queries, arbitraryStream, tightLimits, (texts, stream, sequences) => {
        const [first, ...others] = BATCH_SIZES.map((batchSize) =>
          runEngine(stream.records, texts, { batchSize, sequences }),
        );
        const description = describeCase(texts.join('\n'), stream.records);
        for (const other of others) expect(other, description).toEqual(first);
      }),
      { numRuns: Math.ceil(RUNS / 4), seed: SEED },
    );
  });

  test('find something often enough to mean something', () => {
    const texts = fc.sample(query, { numRuns: 500, seed: 1 });
    const streams = fc.sample(arbitraryStream, { numRuns: 500, seed: 2 });
    const finding = texts.filter((text, at) => rowsOfReference(text, streams[at]!.records).length > 0);
    expect(finding.length).toBeGreaterThanOrEqual(150);
  });
});

describe('generated sequences find something of every kind', () => {
  const texts = fc.sample(arbitrarySequence, { numRuns: 2_000, seed: 3 });
  const streams = fc.sample(arbitraryStream, { numRuns: 2_000, seed: 4 });
  const finding = texts.filter((text, at) => rowsOfReference(text, streams[at]!.records).length > 0);

  test.each([
    ['keys', /^sequence by/],
    ['optional keys', /by \?/],
    ['keys of their own', /\] by/],
    ['maxspan', /maxspan/],
    ['runs', /(?<!!)\[[^\]]*\][^\n]*runs/],
    ['until', /until/],
    ['a missing event in front', /^sequence[^\n]*\n!/],
    ['a missing event in the middle', /\n\[(.|\n)*\n!(.|\n)*\n\[/],
    ['a missing event at the end', /\n![^\n]*(\nuntil.*)?$/],
    ['missing events at both ends', /^sequence[^\n]*\n!(.|\n)*\n![^\n]*(\nuntil.*)?$/],
  ])('%s', (_, form) => {
    expect(finding.filter((text) => form.test(text)).length).toBeGreaterThanOrEqual(20);
  });
});

/** Results as a multiset: where windows close in between, they are not given in the order of results. */
function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function describeCase(text: string, records: readonly EventRecord[]): string {
  return [text, ...records.map((record, at) => `${at + 1} ${JSON.stringify(record)}`)].join('\n');
}
