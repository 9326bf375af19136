import type { WatchedLines } from '../predicate/line-watch.ts';

/** What watching itself adds to the time of a line; nanoseconds. */
export interface HookCost {
  /** Per event that time is charged at: a line that begins, a function of Lua that returns. */
  readonly chargeNs: number;
  /** Per function of the host or of a library that returns, which only passes by. */
  readonly passByNs: number;
}

export const NO_HOOK_COST: HookCost = { chargeNs: 0, passByNs: 0 };

const EMPTY_LINES = 30;
const CALLS = 30;
const LINE_OF_CALLS = EMPTY_LINES + 3;
/** At first, as code gets faster while it runs for the first times. */
const FIRST_ROUNDS = 30;
/** A round is added with every so many uses, as it gets faster still. */
const USES_PER_ROUND = 16;
/** So many rounds count, the latest; the median leaves out those that the machine interrupted. */
const KEPT_ROUNDS = 9;

/** A rule with lines that do nothing, then one that calls a function of a library that does next to nothing. */
export const CALIBRATION_RULE = [
  'local n, f = 0, rawlen',
  'function pred_eval()',
  ...Array.from({ length: EMPTY_LINES }, () => '  n = 1'),
  `  ${"f('') ".repeat(CALLS)}`,
  'end',
].join('\n');

/**
 * Measures what a hook costs by watching {@link CALIBRATION_RULE}: what its lines seem to take is the hook's own time,
 * and what functions take longer while their return is told as well is that of passing by.
 */
export class HookCostMeter {
  readonly #watch: (tellsReturns: boolean) => WatchedLines;
  readonly #chargesNs: number[] = [];
  readonly #passesNs: number[] = [];
  #uses = 0;

  /** @param watch evaluates the rule once, with nothing taken off its times */
  constructor(watch: (tellsReturns: boolean) => WatchedLines) {
    this.#watch = watch;
    for (let round = 0; round < FIRST_ROUNDS; round++) this.#measure();
  }

  /** What it costs now; measured anew now and then. */
  cost(): HookCost {
    if (++this.#uses % USES_PER_ROUND === 0) this.#measure();
    return { chargeNs: median(this.#chargesNs), passByNs: median(this.#passesNs) };
  }

  #measure(): void {
    const withReturns = timesOf(this.#watch(true));
    const withoutReturns = timesOf(this.#watch(false));
    const empty = withReturns.slice(2, 2 + EMPTY_LINES);
    const addedNs = withReturns[LINE_OF_CALLS - 1]! - withoutReturns[LINE_OF_CALLS - 1]!;
    keep(this.#chargesNs, median(empty));
    keep(this.#passesNs, Math.max(0, addedNs / CALLS));
  }
}

/** By line, the first at 0. */
function timesOf({ lines }: WatchedLines): number[] {
  const times = new Array<number>(LINE_OF_CALLS).fill(0);
  for (const { line, timeNs } of lines) times[line - 1] = timeNs;
  return times;
}

function keep(values: number[], value: number): void {
  values.push(value);
  if (values.length > KEPT_ROUNDS) values.shift();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}
