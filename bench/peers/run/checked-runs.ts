import { join } from 'node:path';
import { type Answers, answersUntil, differences } from './answers.ts';
import { type Contender, labelOf } from './contender.ts';
import type { EventStream } from './event-stream.ts';
import type { runCommand, Took } from './run-command.ts';

/** A way that is not timed, or no more. */
export interface Refusal {
  readonly peer: string;
  readonly way: string;
  /** What it did. */
  readonly reason: string;
  /** Where its answers differ, one line per rule; empty where it failed. */
  readonly differences: readonly string[];
}

/** What runs need of the world. */
export interface RunHost {
  readonly run: typeof runCommand;
  /** Told what goes on, a line at a time. */
  readonly log: (line: string) => void;
}

/** How many of a refused contender's differences are printed. */
const PRINTED_DIFFERENCES = 3;

/** Runs of contenders, each held against what the reference found. Who fails or finds something else is refused. */
export class CheckedRuns {
  readonly refusals: Refusal[] = [];
  readonly #expected: Answers;
  readonly #stream: EventStream;
  readonly #timeLimitMs: number;
  readonly #host: RunHost;

  /**
   * @param expected what the reference found in the whole stream
   * @param timeLimitMs after which a run is ended
   */
  constructor(expected: Answers, stream: EventStream, timeLimitMs: number, host: RunHost) {
    this.#expected = expected;
    this.#stream = stream;
    this.#timeLimitMs = timeLimitMs;
    this.#host = host;
  }

  /**
   * One run over the first `events` events.
   *
   * @returns what it took; undefined where the contender is refused, which is told and kept
   */
  async run(contender: Contender, events: number): Promise<Took | undefined> {
    try {
      const { took, answers } = await runOver(
        contender,
        await this.#stream.head(events),
        this.#timeLimitMs,
        this.#host,
      );
      const found = differences(answersUntil(this.#expected, events), answers);
      if (found.length === 0) return took;
      const words = found.length === 1 ? 'of one rule differ' : `of ${found.length} rules differ`;
      this.#refuse(contender, `its answers ${words} over ${events} events`, found);
    } catch (error) {
      this.#refuse(contender, error instanceof Error ? error.message : String(error), []);
    }
    return undefined;
  }

  #refuse(contender: Contender, reason: string, found: readonly string[]): void {
    this.refusals.push({ peer: contender.peer.name, way: contender.way.name, reason, differences: found });
    this.#host.log(`${labelOf(contender)} is not timed: ${reason}`);
    for (const line of found.slice(0, PRINTED_DIFFERENCES)) this.#host.log(`  ${line}`);
  }
}

/**
 * One run of a contender over a file.
 *
 * @throws Error where it fails, or what it wrote cannot be read
 */
export async function runOver(
  { way, folder }: Contender,
  eventsFile: string,
  timeLimitMs: number,
  { run }: RunHost,
): Promise<{ readonly took: Took; readonly answers: Answers }> {
  const output = join(folder, 'output');
  const took = await run(way.command(eventsFile), output, folder, timeLimitMs);
  return { took, answers: await way.readAnswers(output) };
}
