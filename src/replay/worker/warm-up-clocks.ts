import { createMonotonicClock, createWallClock } from '../../profiler/clock.ts';

const WARM_UP_READS = 100;

/** The first read of a clock in a thread takes 30 µs, which a short run would miss in its accounts. */
export function warmUpClocks(): void {
  for (const clock of [createMonotonicClock(), createWallClock()]) {
    for (let read = 0; read < WARM_UP_READS; read++) clock();
  }
}
