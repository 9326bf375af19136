import { ColumnStore } from '../../engine/batch/column-store.ts';
import { FilterRunner } from '../../engine/batch/filter-runner.ts';
import { STAGE_READS } from '../../engine/chosen-events.ts';
import { AccountingProbe } from '../accounting-probe.ts';
import type { Clock } from '../clock.ts';
import { FieldsTable } from '../fields-table.ts';
import { MetricsTable } from '../metrics-table.ts';
import { seededRandom } from '../seeded-random.ts';
import { median } from '../statistics/median.ts';
import { LatencyTable } from './latency-table.ts';
import { LatencyTimer } from './latency-timer.ts';

/** What it costs to time evaluations of a rule in a batch; nanoseconds. */
export interface SectionCost {
  /** From one reading of the clock to the next around an evaluation that does nothing. */
  readonly lapNs: number;
  /** Once for each batch of a rule of which anything is timed, the readings of the clock left out. */
  readonly sectionNs: number;
  /** For each evaluation: the reading, choosing the event, and noting the figure. */
  readonly evaluationNs: number;
}

const NO_COST: SectionCost = { lapNs: 0, sectionNs: 0, evaluationNs: 0 };

/** Several, each a script of its own: of those V8 builds none into its caller, as it cannot with the rules of a pack. */
const SEVERAL_SCRIPTS = 4;
const GROUP = 8;
const WARM_UP_ROUNDS = 40;
const ROUNDS = 51;
const SECTIONS_PER_ROUND = 8;

/**
 * Measures that with conditions that are true of every event, in the code that times rules, after V8 has compiled it;
 * takes about ten milliseconds. Medians over many rounds leave out those that the machine interrupted.
 */
export function calibrateTiming(clock: Clock): SectionCost {
  const of1 = new EmptySections(clock, 1);
  const ofGroup = new EmptySections(clock, GROUP);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    of1.round();
    ofGroup.round();
  }
  const of1Ns: number[] = [];
  const ofGroupNs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    of1Ns.push(of1.round());
    ofGroupNs.push(ofGroup.round());
  }
  const evaluationNs = Math.max(0, (median(ofGroupNs) - median(of1Ns)) / (GROUP - 1));
  const { lapNs } = ofGroup;
  return { lapNs, sectionNs: Math.max(0, median(of1Ns) - evaluationNs - STAGE_READS * lapNs), evaluationNs };
}

/** Sections that time `size` evaluations each. */
class EmptySections {
  readonly #clock: Clock;
  readonly #rows: Int32Array;
  readonly #runners: readonly FilterRunner[];
  readonly #timer: LatencyTimer;
  readonly #probe: AccountingProbe;

  constructor(clock: Clock, size: number) {
    this.#clock = clock;
    this.#rows = Int32Array.from({ length: size }, (_, row) => row);
    const store = new ColumnStore(size);
    this.#runners = Array.from(
      { length: SEVERAL_SCRIPTS },
      (_, at) =>
        new FilterRunner(
          { rule: 0, url: `kestrel-calibration:///${size}/${at}`, dialect: 'elastic', stages: [[]] },
          store,
        ),
    );
    this.#timer = new LatencyTimer({
      table: LatencyTable.create(1),
      sampler: { beginBatch: () => {}, choose: () => size, spend: () => {} },
      clock,
      cost: NO_COST,
      random: seededRandom(1),
    });
    this.#timer.beginBatch(Array.from(this.#rows, (row) => row + 1));
    const clocks = { clock, wallClock: clock };
    const fields = FieldsTable.create(0);
    this.#probe = new AccountingProbe(MetricsTable.create(1), clocks, fields, this.#timer);
  }

  /** @returns what one section took on average, nanoseconds */
  round(): number {
    const startNs = this.#clock();
    for (let section = 0; section < SECTIONS_PER_ROUND; section++) {
      this.#runners[section % SEVERAL_SCRIPTS]!.run([], this.#rows, this.#rows.length, this.#probe);
    }
    return (this.#clock() - startNs) / SECTIONS_PER_ROUND;
  }

  /** What timing an evaluation of nothing takes, as of the last rounds. */
  get lapNs(): number {
    return this.#timer.lapNs;
  }
}
