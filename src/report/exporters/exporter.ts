import type { Writable } from 'node:stream';
import type { SampleTrace } from '../../profiler/sampling/sample-trace.ts';
import type { RunFile } from '../run-file.ts';

/** One format that runs can be written in. */
export interface Exporter {
  /** With the dot, lower case: `.json`. May have two parts, as `.speedscope.json` has. */
  readonly extensions: readonly string[];
  /** True where it writes the samples of a run and nothing else: they must have been kept. */
  readonly needsTrace?: boolean;
  /** True where it writes the verdicts of a run and nothing else: there must be budgets. */
  readonly needsVerdicts?: boolean;
  /**
   * Writes the whole run, every rule in the run's order, and waits until `out` took it. Does not end `out`.
   *
   * @param trace the samples of the run; undefined where they were not kept
   */
  write(run: RunFile, out: Writable, trace?: SampleTrace): Promise<void>;
}

/** A run that has no samples, for a format that is made of them. */
export class NoSamplesError extends Error {
  override readonly name = 'NoSamplesError';

  constructor() {
    super('the run has no samples to write; replay it with profiling on');
  }
}

/** A run that was held against no budgets, for a format that is made of verdicts. */
export class NoVerdictsError extends Error {
  override readonly name = 'NoVerdictsError';

  constructor() {
    super('the run has no verdicts to write; replay it with --budgets or --assert');
  }
}

/** Writes text and waits until the stream took it. @throws the stream's error. */
export function writeText(out: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
