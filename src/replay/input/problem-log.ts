import {
  PROBLEM_SEVERITY,
  type ProblemCode,
  type ProblemSeverity,
  type StreamProblem,
} from './stream-problem.ts';

/** All problems of one code: how often, and the first few of them. */
export interface ProblemCount {
  readonly code: ProblemCode;
  readonly severity: ProblemSeverity;
  readonly count: number;
  /** The first of them in stream order, at most `placesPerCode`. */
  readonly first: readonly StreamProblem[];
}

/** Counts problems and keeps the first of each code, so that a million broken lines cost no memory. */
export class ProblemLog {
  readonly #placesPerCode: number;
  readonly #byCode = new Map<ProblemCode, { count: number; first: StreamProblem[] }>();

  constructor(placesPerCode = 5) {
    this.#placesPerCode = placesPerCode;
  }

  add(problem: StreamProblem): void {
    let entry = this.#byCode.get(problem.code);
    if (entry === undefined) {
      entry = { count: 0, first: [] };
      this.#byCode.set(problem.code, entry);
    }
    entry.count++;
    if (entry.first.length < this.#placesPerCode) entry.first.push(problem);
  }

  /** Adds what another log counted, as if it had happened after what is in this one. */
  addCounts(counts: readonly ProblemCount[]): void {
    for (const { code, count, first } of counts) {
      for (const problem of first) this.add(problem);
      this.#byCode.get(code)!.count += count - first.length;
    }
  }

  /** One entry per code that occurred: what was lost first, then notices, each in order of occurrence. */
  counts(): ProblemCount[] {
    const counts = [...this.#byCode].map(([code, { count, first }]) => ({
      code,
      severity: PROBLEM_SEVERITY[code],
      count,
      first: [...first],
    }));
    return [
      ...counts.filter((entry) => entry.severity === 'lost'),
      ...counts.filter((entry) => entry.severity === 'notice'),
    ];
  }

  /** How many problems of a severity there were. Any `lost` one makes a replay exit with 1. */
  total(severity: ProblemSeverity): number {
    let total = 0;
    for (const entry of this.counts()) {
      if (entry.severity === severity) total += entry.count;
    }
    return total;
  }
}
