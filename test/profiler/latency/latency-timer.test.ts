import { describe, expect, it } from 'vitest';
import { NO_PLACE } from '../../../src/engine/chosen-events.ts';
import { ruleLatency } from '../../../src/profiler/latency/latency-findings.ts';
import { LatencyTable } from '../../../src/profiler/latency/latency-table.ts';
import { LatencyTimer } from '../../../src/profiler/latency/latency-timer.ts';
import { seededRandom } from '../../../src/profiler/seeded-random.ts';
import { FakeClock } from '../fake-clock.ts';

const READ_NS = 40;

/** A timer that chooses four evaluations each time, and whose clock takes time itself. */
function timerOver(ruleCount: number) {
  const clock = new FakeClock();
  const table = LatencyTable.create(ruleCount);
  const spent: [timed: number, costNs: number][] = [];
  const timer = new LatencyTimer({
    table,
    sampler: {
      beginBatch: () => {},
      choose: (_, count) => Math.min(4, count),
      spend: (timed, costNs) => spent.push([timed, costNs]),
    },
    clock: () => {
      clock.advance(READ_NS);
      return clock.read();
    },
    cost: { lapNs: READ_NS, sectionNs: 400, evaluationNs: 90 },
    random: seededRandom(1),
  });
  timer.beginBatch([11, 12, 13, 14, 15, 16]);
  return { clock, table, spent, timer };
}

describe('the timer', () => {
  it('notes what each evaluation took over all its stages, less what the clock takes', () => {
    const { clock, table, timer } = timerOver(2);
    timer.choose(1, 6, false);
    timer.chosen.take(Int32Array.of(3, 0, 5, 1), 0, 4);
    const stages = [
      (row: number) => ({ takesNs: 100 + row, holds: row > 0 }),
      (row: number) => ({ takesNs: 1_000, holds: row === 5 }),
    ];
    for (const stage of stages) {
      timer.chosen.runStage((rows, _, out) => {
        const { takesNs, holds } = stage(rows[0]!);
        clock.advance(takesNs);
        out[0] = rows[0]!;
        return holds ? 1 : 0;
      }, timer);
    }
    timer.chosen.matchLeft();
    timer.finish();
    // Row 0 fell at the first stage, rows 3 and 1 at the second, row 5 matched.
    expect([table.matchCount[1], table.matchNs[1]]).toEqual([1, 1_105]);
    expect([table.noMatchCount[1], table.noMatchNs[1]]).toEqual([3, 100 + 1_103 + 1_101]);
    expect([table.maxNs[1], table.slowestEvent[1]]).toEqual([1_105, 16]);
    expect(table.timed(0)).toBe(0);
  });

  it('hands back what timing took of the time of the rule, to the nanosecond', () => {
    const { clock, timer } = timerOver(1);
    timer.choose(0, 6, false);
    timer.chosen.take(Int32Array.of(0, 1, 2, 3), 0, 4);
    const beforeNs = clock.nowNs;
    timer.chosen.runStage(() => {
      clock.advance(500);
      return 0;
    }, timer);
    const tookNs = clock.nowNs - beforeNs;
    expect(tookNs - timer.finish()).toBe(4 * 500);
  });

  it('takes no more off the time of the rule than the evaluations lasted, and what else it did stays its own', () => {
    const { clock, timer } = timerOver(1);
    const beforeNs = clock.nowNs;
    timer.choose(0, 1, true);
    timer.chosen.take(Int32Array.of(2), 0, 1);
    timer.start();
    timer.lap(0);
    for (let control = 0; control < 2; control++) {
      timer.start();
      clock.advance(1_000);
      timer.lap(NO_PLACE);
      timer.noteControl(0);
    }
    clock.advance(700);
    expect(clock.nowNs - beforeNs - timer.finish()).toBe(700);
  });

  it('tells the sampler what it cost', () => {
    const { timer, spent } = timerOver(1);
    timer.choose(0, 2, false);
    timer.chosen.take(Int32Array.of(0, 1), 0, 2);
    timer.chosen.runStage(() => 0, timer);
    const timingNs = timer.finish();
    expect(spent).toEqual([[2, timingNs + 400 + 2 * (90 - READ_NS)]]);
  });

  it('keeps the first evaluations apart', () => {
    const { clock, table, timer } = timerOver(1);
    timer.choose(0, 6, true);
    timer.chosen.take(Int32Array.of(0, 1, 2, 3), 0, 4);
    timer.chosen.runStage(() => {
      clock.advance(7_000);
      return 1;
    }, timer);
    timer.finish();
    expect([table.coldCount[0], table.coldNs[0]]).toEqual([4, 28_000]);
    expect([table.timed(0), table.maxNs[0]]).toEqual([0, 0]);
  });

  it('never notes less than nothing', () => {
    const { table, timer } = timerOver(1);
    timer.choose(0, 1, false);
    timer.chosen.take(Int32Array.of(0), 0, 1);
    timer.start();
    timer.lap(0);
    timer.lap(0);
    timer.finish();
    expect([table.noMatchCount[0], table.noMatchNs[0]]).toEqual([1, 0]);
  });

  it('subtracts from a rule with controls of its own what those took', () => {
    const { clock, table, timer } = timerOver(2);
    for (let section = 0; section < 5; section++) {
      timer.choose(1, 1, false);
      timer.chosen.take(Int32Array.of(2), 0, 1);
      timer.start();
      clock.advance(1_000 + 300);
      timer.lap(0);
      timer.start();
      clock.advance(1_000);
      timer.lap(NO_PLACE);
      timer.noteControl(1);
      timer.finish();
    }
    expect([table.maxNs[1], table.noMatchCount[1], table.noMatchNs[1]]).toEqual([300, 5, 1_500]);
  });

  it('notes by how much latencies are in doubt: what timing itself takes is not always the same', () => {
    const { clock, table, timer } = timerOver(2);
    for (const emptyNs of [100, 200, 300, 400, 500, 600, 700, 800, 900]) {
      timer.choose(1, 1, false);
      timer.chosen.take(Int32Array.of(2), 0, 1);
      timer.start();
      clock.advance(5_000);
      timer.lap(0);
      timer.start();
      clock.advance(emptyNs);
      timer.lap(NO_PLACE);
      timer.noteControl(1);
      timer.finish();
    }
    // Of the nine so far the middle half is from 300 to 700 ns; the last section had two stages.
    const before = [table.tooHighNs[1]!, table.tooLowNs[1]!];
    timer.choose(1, 1, false);
    timer.chosen.take(Int32Array.of(2), 0, 1);
    timer.start();
    clock.advance(5_000);
    timer.lap(0);
    timer.lap(0);
    timer.start();
    clock.advance(500);
    timer.lap(NO_PLACE);
    timer.noteControl(1);
    timer.finish();
    expect([table.tooHighNs[1]! - before[0]!, table.tooLowNs[1]! - before[1]!]).toEqual([400, 400]);
    const { intervalsNs, quantilesNs } = ruleLatency(table, 1);
    expect(intervalsNs.p50![0]).toBeLessThan(quantilesNs.p50! - 100);
    expect(intervalsNs.p50![1]).toBeGreaterThan(quantilesNs.p50! + 100);
  });

  it('picks rows at random, each once, and leaves the others in front', () => {
    const { timer } = timerOver(1);
    const seen = new Set<number>();
    for (let round = 0; round < 100; round++) {
      const rows = Int32Array.of(10, 11, 12, 13, 14, 15, 99);
      timer.pick(rows, 6, 2);
      expect([...rows.subarray(0, 6)].sort()).toEqual([10, 11, 12, 13, 14, 15]);
      expect(rows[6]).toBe(99);
      seen.add(rows[4]!).add(rows[5]!);
    }
    expect([...seen].sort()).toEqual([10, 11, 12, 13, 14, 15]);
  });

  it('places a block anywhere in the batch, but the first one at its begin', () => {
    const { timer } = timerOver(1);
    timer.choose(0, 6, false);
    const places = new Set(Array.from({ length: 100 }, () => timer.placeBlock(6, 4)));
    expect([...places].sort()).toEqual([0, 1, 2]);
    timer.choose(0, 6, true);
    for (let round = 0; round < 20; round++) expect(timer.placeBlock(6, 4)).toBe(0);
  });
});
