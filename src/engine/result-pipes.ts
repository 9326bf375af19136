import type { Alert } from './alert.ts';
import type { Pipe } from './eql/ast.ts';
import { compareSequencePlaces, type SequencePlace } from './sequence/stateful-rule.ts';

/** Elasticsearch returns at most so many results of a query; a pipe must not hold a whole stream in memory. */
export const MAX_PIPED_RESULTS = 10_000;

interface Result {
  readonly alert: Alert;
  readonly place: SequencePlace | undefined;
}

/**
 * `| head n` and `| tail n` of one rule, over all its results in order; the whole stream is the window, so
 * results are held back until it has ended.
 */
export class ResultPipes {
  readonly #first: Pipe;
  readonly #others: readonly Pipe[];
  /** In order; what the first pipe lets through of the results so far. */
  #kept: Result[] = [];

  /** @param pipes at least one */
  constructor(pipes: readonly [Pipe, ...Pipe[]]) {
    [this.#first, ...this.#others] = pipes;
  }

  /** @param place where the result stands among all of the rule; undefined: behind those that came before */
  add(alert: Alert, place: SequencePlace | undefined): void {
    const kept = this.#kept;
    let at = kept.length;
    while (at > 0 && isBehind(kept[at - 1]!.place, place)) at--;
    kept.splice(at, 0, { alert, place });
    if (kept.length <= Math.min(this.#first.count, MAX_PIPED_RESULTS)) return;
    if (this.#first.name === 'head') kept.pop();
    else kept.shift();
  }

  /** What is left at the end of the stream; nothing remains here. */
  take(): readonly Alert[] {
    const kept = this.#others.reduce(
      (results, { name, count }) =>
        name === 'head' ? results.slice(0, count) : results.slice(Math.max(0, results.length - count)),
      this.#kept,
    );
    this.#kept = [];
    return kept.map(({ alert }) => alert);
  }
}

function isBehind(one: SequencePlace | undefined, other: SequencePlace | undefined): boolean {
  return one !== undefined && other !== undefined && compareSequencePlaces(one, other) > 0;
}
