import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEERS } from '../../../bench/peers/peers/all-peers.ts';
import type { PeerRule } from '../../../bench/peers/rules/rule.ts';
import { countAnswers, differences } from '../../../bench/peers/run/answers.ts';
import { runCommand } from '../../../bench/peers/run/run-command.ts';
import { toEql } from '../../../bench/peers/translate/eql.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { runEngine } from '../../support/run-engine.ts';
import { arbitraryEvent, arbitraryRule } from '../arbitrary-rules.ts';
import { answersOf, isFound } from '../meaning.ts';

const installed = new Map(
  await Promise.all(PEERS.map(async ({ name, find }) => [name, 'version' in (await find())] as const)),
);

test('as EQL, a rule finds what it means', () => {
  fc.assert(
    fc.property(arbitraryRule, fc.array(arbitraryEvent, { minLength: 1, maxLength: 5 }), (rule, events) => {
      const found = runEngine(events, [toEql(rule)]).map(([, numbers]) => numbers[0]);
      expect(found).toEqual(events.flatMap((event, at) => (isFound(rule, event) ? [at + 1] : [])));
    }),
    { numRuns: 300 },
  );
});

describe('for peers that are installed', () => {
  let folder: string;
  let eventsFile: string;
  const rules: PeerRule[] = fc
    .sample(arbitraryRule, { numRuns: 120, seed: 1 })
    .map((rule, at) => ({ ...rule, id: `rule-${at}` }));
  const events: EventRecord[] = fc.sample(arbitraryEvent, { numRuns: 200, seed: 2 });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'peers-'));
    // A quote in the name: it ends up in SQL.
    eventsFile = join(folder, "events'1.ndjson");
    writeFileSync(eventsFile, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('the rules find a good deal', () => {
    expect(countAnswers(answersOf(rules, events))).toBeGreaterThan(rules.length);
  });

  describe.each(PEERS.map((peer) => [peer.name, peer] as const))('%s', (name, peer) => {
    test.skipIf(!installed.get(name))(
      'finds what the rules mean, in every way',
      async () => {
        const peerFolder = join(folder, name);
        mkdirSync(peerFolder);
        const ways = await peer.prepare(rules, peerFolder);
        expect(ways.length).toBeGreaterThan(0);
        for (const way of ways) {
          const output = join(peerFolder, 'output');
          await runCommand(way.command(eventsFile), output, peerFolder, 100_000);
          expect(differences(answersOf(rules, events), await way.readAnswers(output))).toEqual([]);
        }
      },
      120_000,
    );
  });
});
