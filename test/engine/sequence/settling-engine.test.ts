import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { SettlingEngine } from '../../../src/engine/settling-engine.ts';
import { ruleOf } from '../../support/rule.ts';
import { runEngine } from '../../support/run-engine.ts';
import { arbitraryPipes, arbitrarySample, arbitrarySequence } from './arbitrary-sequence.ts';
import { arbitraryStream } from './arbitrary-stream.ts';
import { at } from './events.ts';

const RUNS = Number(process.env.SEQUENCE_RUNS ?? 400);
const SEED = 20_260_101;

const event = fc.constantFrom('any where true', 'a where true', 'b where x == 1', 'any where k == "u"');
const query = fc
  .tuple(
    fc.oneof(event, arbitrarySequence, arbitrarySample),
    fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: arbitraryPipes }),
  )
  .map((parts) => parts.join(''));

const settings = fc.record({
  engineCount: fc.integer({ min: 1, max: 3 }),
  /** Lengths of portions, in turn; each is found by the next engine. */
  lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
  sequences: fc.record({
    reorderWindowMs: fc.constantFrom(0, 1, 5, 3_600_000),
    maxPartialMatchesPerRule: fc.constantFrom(1, 2, 100),
  }),
});

test('what several engines find in portions is settled to what one engine finds in the whole', {
  timeout: 30_000 + RUNS * 50,
}, () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(query, { minLength: 1, maxLength: 4 }),
      arbitraryStream,
      settings,
      (texts, { records }, { engineCount, lengths, sequences }) => {
        const rules = texts.map((text, index) => ruleOf(text, { id: `rule-${index}` }));
        const engines = Array.from({ length: engineCount }, () => new Engine(rules, { batchSize: 9 }));
        const settling = new SettlingEngine(rules, 9, sequences);
        const alerts: [string, Alert['events']][] = [];
        const collect = ({ rule, events }: Alert) => alerts.push([rules[rule]!.id, events]);
        for (let turn = 0, start = 0; start < records.length; turn++) {
          const slice = records.slice(start, start + lengths[turn % lengths.length]!);
          const eventNumbers = slice.map((_, row) => start + row + 1);
          const engine = engines[turn % engineCount]!;
          const findings = engine.find({ vocabulary: ecsVocabulary, records: slice, eventNumbers });
          settling.take(structuredClone(findings), [], collect);
          start += slice.length;
        }
        settling.end(collect);
        found += alerts.length;
        expect(alerts).toEqual(runEngine(records, texts, { sequences }));
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
  expect(found).toBeGreaterThan(RUNS);
});

test('alerts carry the time of their event, and where an input begins time may go back', () => {
  const rules = [ruleOf('sequence with maxspan=5s [a where true] [b where true]'), ruleOf('b where true')];
  const engine = new Engine(rules, { batchSize: 4 });
  const settling = new SettlingEngine(rules, 4);
  const alerts: Alert[] = [];
  const day = 86_400_000;
  const recordings = [
    [at(2 * day, 'a'), at(2 * day + 1_000, 'b')],
    [at(0, 'a'), at(1_000, 'b')],
  ];
  for (const [turn, records] of recordings.entries()) {
    const eventNumbers = records.map((_, row) => turn * 2 + row + 1);
    const findings = engine.find({ vocabulary: ecsVocabulary, records, eventNumbers });
    settling.take(findings, [0], (alert) => alerts.push(alert));
  }
  settling.end((alert) => alerts.push(alert));
  const begin = BigInt(Date.UTC(2024, 2, 1)) * 1_000_000n;
  const afterBegin = (ms: number) => begin + BigInt(ms) * 1_000_000n;
  expect(alerts).toEqual([
    { rule: 1, timeNs: afterBegin(2 * day + 1_000), events: [2] },
    { rule: 0, timeNs: afterBegin(2 * day + 1_000), events: [1, 2] },
    { rule: 1, timeNs: afterBegin(1_000), events: [4] },
    { rule: 0, timeNs: afterBegin(1_000), events: [3, 4] },
  ]);
});
