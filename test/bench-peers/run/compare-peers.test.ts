import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Peer } from '../../../bench/peers/peers/peer.ts';
import type { PeerRule } from '../../../bench/peers/rules/rule.ts';
import { type Answers, answersUntil } from '../../../bench/peers/run/answers.ts';
import type { RunHost } from '../../../bench/peers/run/checked-runs.ts';
import { comparePeers } from '../../../bench/peers/run/compare-peers.ts';
import type { EventStream } from '../../../bench/peers/run/event-stream.ts';

const rules: PeerRule[] = [
  { id: 'a', category: 'process', clauses: [{ kind: 'equals', field: 'event.code', value: '1' }] },
];
const EVENTS = 20_000;
const stream: EventStream = {
  file: String(EVENTS),
  events: EVENTS,
  bytes: 1,
  head: (count) => Promise.resolve(String(count)),
};
const right: Answers = new Map([['a', new Set([1, 5_000, 19_000])]]);

let folder: string;
let log: string[];
/** What ran: `name events`. */
let ran: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
  log = [];
  ran = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A peer whose answers are those given, and whose run over so many events takes what `nsPerEvent` says. */
function madePeer(name: string, answers: (events: number) => Answers, nsPerEvent = 1, ways = ['']) {
  const peer: Peer = {
    name,
    what: 'made for a test',
    find: async () => ({ version: '1' }),
    prepare: async () =>
      ways.map((way) => {
        let events = 0;
        return {
          name: way,
          command: (file) => {
            events = Number(file);
            return { file: `${name}${way}`, args: [file, String(nsPerEvent)] };
          },
          readAnswers: async () => answersUntil(answers(events), events),
        };
      }),
  };
  return { peer, version: '1' };
}

const host: RunHost = {
  run: async ({ file, args: [events, nsPerEvent] }) => {
    ran.push(`${file} ${events}`);
    return { wallNs: Number(events), cpuNs: Number(events) * Number(nsPerEvent) };
  },
  log: (line) => log.push(line),
};
const settings = { rounds: 2, runMs: 1_000, timeLimitMs: 1_000 };
const compare = (others: ReturnType<typeof madePeer>[], given = host) =>
  comparePeers(
    rules,
    stream,
    madePeer('reference', () => right),
    others,
    join(folder, 'work'),
    settings,
    given,
  );

test('a peer that finds the same is timed, once per round, and so is its start', async () => {
  const result = await compare([madePeer('peer', () => right)]);
  expect(result).toMatchObject({ rules: 1, answers: 3, rulesThatFired: 1, refusals: [] });
  const rounds = [EVENTS, EVENTS].map((ns) => ({ wallNs: ns, cpuNs: ns }));
  const starts = [1, 1].map((ns) => ({ wallNs: ns, cpuNs: ns }));
  expect(result.timings).toEqual(
    ['reference', 'peer'].map((peer) => ({ peer, way: '', version: '1', events: EVENTS, rounds, starts })),
  );
  // Checked over all events before anything is timed; then each round begins with another.
  expect(ran.slice(0, 3)).toEqual(['reference 20000', 'peer 1', 'peer 2000']);
  expect(ran.slice(-8).filter((run) => !run.endsWith(' 1'))).toEqual(
    ['reference', 'peer', 'peer', 'reference'].map((name) => `${name} ${EVENTS}`),
  );
});

test('a peer that finds something else is not timed, and the first differences are told', async () => {
  const wrong = new Map([['a', new Set([1, 2])]]);
  const result = await compare([madePeer('peer', () => wrong)]);
  expect(result.timings.map(({ peer }) => peer)).toEqual(['reference']);
  expect(result.refusals).toEqual([
    {
      peer: 'peer',
      way: '',
      reason: 'its answers of one rule differ over 2000 events',
      differences: ['a: event 2 found beyond that'],
    },
  ]);
  expect(ran.filter((run) => run.startsWith('peer'))).toEqual(['peer 1', 'peer 2000']);
  expect(log).toContain('peer is not timed: its answers of one rule differ over 2000 events');
  expect(log).toContain('  a: event 2 found beyond that');
});

test('a difference late in the stream is found before anything is timed', async () => {
  const late = new Map([['a', new Set([1, 5_000])]]);
  const result = await compare([madePeer('peer', () => late)]);
  expect(result.refusals).toMatchObject([{ reason: 'its answers of one rule differ over 20000 events' }]);
  expect(ran.filter((run) => run === `reference ${EVENTS}`)).toHaveLength(1 + settings.rounds);
});

test('of a peer with several ways those that find the same are timed', async () => {
  const flaky = madePeer('peer', () => right, 1, [' one', ' two']);
  let runs = 0;
  const failing: RunHost = {
    ...host,
    run: async (command, ...rest) => {
      if (command.file === 'peer two' && ++runs === 6) throw new Error('peer ended with 1: no memory');
      return host.run(command, ...rest);
    },
  };
  const result = await compare([flaky], failing);
  expect(result.timings.map(({ peer, way }) => peer + way)).toEqual(['reference', 'peer one']);
  expect(result.refusals).toMatchObject([{ way: ' two', reason: 'peer ended with 1: no memory' }]);
});

test('a slow peer is given the first events, as many as fit into a run', async () => {
  const slow = madePeer('slow', () => right, 100_000);
  const result = await compare([slow]);
  expect(result.timings.map(({ events }) => events)).toEqual([EVENTS, 10_000]);
  expect(log[0]).toBe('1 rules, slow: the same answers over 10000 events');
  expect(result.refusals).toEqual([]);
});

test('a reference that fails ends the comparison', async () => {
  const broken: RunHost = {
    ...host,
    run: () => Promise.reject(new Error('kestrel-perf ended with 1')),
  };
  await expect(compare([], broken)).rejects.toThrow('kestrel-perf ended with 1');
});
