import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/engine/pack/load-pack.ts';
import { isEqlRule } from '../../src/engine/rule.ts';
import { replay } from '../../src/replay/replay.ts';
import { arbitraryPipes, arbitrarySample, arbitrarySequence } from '../engine/sequence/arbitrary-sequence.ts';
import { arbitraryStream } from '../engine/sequence/arbitrary-stream.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { runEngine } from '../support/run-engine.ts';
import { type FoundAlert, openDetector, packOf, packOfQueries } from './support/detectors.ts';

/** What happens after an event was added. */
const step = fc.constantFrom('nothing', 'nothing', 'timer', 'flush', 'look');

const queries = fc.array(
  fc.oneof(
    fc.constantFrom('any where true', 'a where x == 1', 'b where k == "u" | tail 3'),
    fc.tuple(arbitrarySequence, arbitraryPipes).map((parts) => parts.join('')),
    arbitrarySample,
  ),
  { minLength: 1, maxLength: 5 },
);

describe('alerts are those of a replay of the same events', () => {
  test('at any size of batches, wherever the timer goes off, whatever else is asked meanwhile', async () => {
    const property = fc.asyncProperty(
      queries,
      arbitraryStream,
      fc.infiniteStream(step),
      fc.constantFrom(1, 2, 3, 7, 1024),
      fc.constantFrom(0, 2, 30_000),
      fc.boolean(),
      async (queries, { records }, steps, batchSize, reorderWindowMs, asLines) => {
        const sequences = { reorderWindowMs };
        const { detector, timers, found } = await openDetector(packOfQueries(queries), {
          batchSize,
          sequences,
        });
        for (const record of records) {
          if (asLines) detector.addLine(JSON.stringify(record));
          else detector.add(record);
          const what = steps.next().value;
          if (what === 'timer') timers.goOff();
          else if (what === 'flush') detector.flush();
          else if (what === 'look') detector.runFile();
        }
        await detector.close({ streamEnded: true });
        expect(found).toEqual(runEngine(records, queries, { sequences }));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test('over the bundled stream and pack', async () => {
    const pack = await loadPack([RULES_FOLDER]);
    const rules = pack.rules.filter(isEqlRule);
    const replayed: FoundAlert[] = [];
    await replay({
      rules,
      inputs: [{ name: 'intrusion.ndjson', path: EVENTS_FILE, sizeBytes: undefined }],
      batchSize: 1024,
      accounting: false,
      strict: true,
      clock: () => 0,
      onAlert: ({ rule, events }) => replayed.push([rules[rule]!.id, events]),
      onProblem: () => {},
    });
    const { detector, timers, found } = await openDetector(packOf(rules), {
      batchSize: 100,
      sequences: { reorderWindowMs: 3_600_000 },
    });
    const lines = readFileSync(EVENTS_FILE, 'utf8').trimEnd().split('\n');
    for (const [at, line] of lines.entries()) {
      detector.addLine(line);
      if (at % 37 === 0) timers.goOff();
    }
    await detector.close({ streamEnded: true });
    expect(found.length).toBeGreaterThan(100);
    expect(found).toEqual(replayed);
  });
});
