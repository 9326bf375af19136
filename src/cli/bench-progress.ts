import type { CommandIo } from './io.ts';

/** Writes over the line that the cursor is on. */
const CLEAR_LINE = '\r\u001b[K';

/** Shows how far a bench has come. */
export interface BenchProgress {
  /** @param measured of the measurements planned */
  update(measured: number): void;
  stop(): void;
}

/** Nothing at all, so that logs stay clean. */
export const NO_BENCH_PROGRESS: BenchProgress = { update: () => {}, stop: () => {} };

/** One line on the terminal behind stderr: measurements done and time left. Nothing where stderr is no terminal. */
export function benchProgress(
  stderr: CommandIo['stderr'],
  planned: number,
  nowMs: () => number,
): BenchProgress {
  if (stderr.isTTY !== true) return NO_BENCH_PROGRESS;
  const startMs = nowMs();
  return {
    update(measured) {
      const leftMs = measured === 0 ? undefined : ((nowMs() - startMs) * (planned - measured)) / measured;
      const left = leftMs === undefined ? '' : `, ${Math.ceil(leftMs / 1000)} s left`;
      stderr.write(`${CLEAR_LINE}${measured} of ${planned} measurements${left}`);
    },
    stop: () => void stderr.write(CLEAR_LINE),
  };
}
