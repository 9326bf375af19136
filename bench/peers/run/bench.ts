import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEERS } from '../peers/all-peers.ts';
import { kestrelPerf, kestrelPerfUnprofiled } from '../peers/kestrel-perf.ts';
import { makeRules } from '../rules/make-rules.ts';
import { vocabularyOf } from '../rules/vocabulary.ts';
import { comparePeers, type RuleSetResult } from './compare-peers.ts';
import { linesOf, openEventStream } from './event-stream.ts';
import { findPeers } from './find-peers.ts';
import { makeEvents } from './make-events.ts';
import type { BenchOptions } from './options.ts';
import { runCommand } from './run-command.ts';
import { formatResult } from './table.ts';

/** A run beyond this is ended, and its peer left out. */
const TIME_LIMIT_MS = 600_000;

/** Where the bench says what it does. */
export interface BenchOutput {
  /** Results. */
  readonly print: (text: string) => void;
  /** What goes on. */
  readonly log: (line: string) => void;
}

/**
 * The whole bench.
 *
 * @returns whether every installed peer could be timed over every set of rules
 * @throws Error where there are no events, or kestrel-perf itself fails
 */
export async function bench(options: BenchOptions, { print, log }: BenchOutput): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'peers-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Also when a signal ends the bench: the folder holds the events, several times over.
  process.once('exit', remove);
  try {
    const asked = PEERS.filter(({ name }) => options.peers?.includes(name) ?? true);
    const [reference, ...others] = await findPeers([kestrelPerf, kestrelPerfUnprofiled, ...asked], log);
    if (reference === undefined) throw new Error('kestrel-perf itself was not found');
    log(options.recording === undefined ? `generating ${options.generate} events` : 'reading events');
    const stream = await openEventStream(
      await makeEvents(options.recording, options.generate, folder),
      folder,
    );
    const kinds = await vocabularyOf(parsedLines(stream.file));
    const machine = describeMachine();
    print(
      `${machine.processor}, ${machine.processors} processors, Node ${machine.node}, load ${machine.load}`,
    );
    print(`${stream.events.toLocaleString('en-US')} events, ${(stream.bytes / 1e6).toFixed(1)} MB of ECS`);
    print(
      [reference, ...others].map(({ peer, version }) => `${peer.name} ${version}: ${peer.what}`).join('\n'),
    );

    const results: RuleSetResult[] = [];
    for (const count of options.ruleCounts) {
      const result = await comparePeers(
        makeRules(kinds, count),
        stream,
        reference,
        others,
        join(folder, `rules-${count}`),
        { rounds: options.rounds, runMs: options.runSeconds * 1_000, timeLimitMs: TIME_LIMIT_MS },
        { run: runCommand, log },
      );
      results.push(result);
      print(`\n${formatResult(result)}`);
    }
    if (options.out !== undefined) {
      const { events, bytes } = stream;
      const file = { machine, stream: { events, bytes }, ruleSets: results };
      await writeFile(options.out, `${JSON.stringify(file, undefined, 2)}\n`);
    }
    return results.every(({ refusals }) => refusals.length === 0);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function* parsedLines(file: string): AsyncGenerator<unknown, void> {
  for await (const line of linesOf(file)) yield JSON.parse(line);
}

function describeMachine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown processor',
    processors: availableParallelism(),
    node: process.version.slice(1),
    /** How many processes wanted a processor in the last minute, before the bench began. */
    load: (loadavg()[0] ?? 0).toFixed(1),
  };
}
