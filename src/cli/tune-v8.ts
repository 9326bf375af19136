import { setFlagsFromString } from 'node:v8';

/**
 * V8 translates a function for good once so many bytes of its code were run through; by itself after about 66,000. Reading
 * a pack runs hundreds of functions just that far, and each translation takes milliseconds of a processor that the replay
 * needs. Later translations saved a tenth of the time of short replays, and cost long ones nothing: see docs/performance.md.
 */
const INTERRUPT_BUDGET_BYTES = 300_000;

/**
 * The young generation of a heap begins with as much as it may grow to by default. It grows to that in any replay, and each
 * collection on the way copies all that a pack and a batch keep alive.
 */
const YOUNG_GENERATION_MIB = 16;

/** How V8 is set, as on the command line of Node. */
export const V8_FLAGS: readonly string[] = [
  `--interrupt-budget=${INTERRUPT_BUDGET_BYTES}`,
  `--min-semi-space-size=${YOUNG_GENERATION_MIB}`,
];

/** For the whole process, threads that it starts included: only for whoever owns it, and before anything else. */
export function tuneV8(): void {
  for (const flag of V8_FLAGS) setFlagsFromString(flag);
}
