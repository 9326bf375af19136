import { MOST_CHOSEN } from '../../src/engine/chosen-events.ts';
import { LatencyTable } from '../../src/profiler/latency/latency-table.ts';
import { LatencyTimer } from '../../src/profiler/latency/latency-timer.ts';
import { seededRandom } from '../../src/profiler/seeded-random.ts';
import { RecordingProbe } from './recording-probe.ts';

/** Has any number of evaluations timed wherever there are some, by a clock that counts its readings. */
export class TimingProbe extends RecordingProbe {
  readonly latencies: LatencyTable;
  readonly timer: LatencyTimer;
  /** How often evaluations of a rule were timed. */
  sections = 0;

  constructor(ruleCount: number, seed: number) {
    super();
    const random = seededRandom(seed);
    let nowNs = 0;
    this.latencies = LatencyTable.create(ruleCount);
    this.timer = new LatencyTimer({
      table: this.latencies,
      sampler: {
        beginBatch: () => {},
        choose: (_, count) => Math.floor(random() * (Math.min(count, MOST_CHOSEN) + 1)),
        spend: () => {},
      },
      clock: () => ++nowNs,
      cost: { lapNs: 0, sectionNs: 0, evaluationNs: 0 },
      random,
    });
  }

  override ruleWasTimed(): void {
    this.sections++;
  }
}
