import { beforeEach, describe, expect, it } from 'vitest';
import { NO_HOOK_COST } from '../../../src/engine/lua/hook-cost.ts';
import { LineTimer, MAX_HOOK_EVENTS, MAX_WATCH_NS } from '../../../src/engine/lua/line-timer.ts';

let nowNs = 0;
const clock = () => nowNs;
const pass = (ns: number) => {
  nowNs += ns;
};

beforeEach(() => {
  nowNs = 1_000;
});

function timesOf(timer: LineTimer<string>): Record<number, [passes: number, timeNs: number]> {
  return Object.fromEntries(timer.seen().lines.map(({ line, passes, timeNs }) => [line, [passes, timeNs]]));
}

describe('a line timer', () => {
  it('gives time to the line that began last, until the evaluation ends', () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    for (let evaluation = 0; evaluation < 2; evaluation++) {
      pass(50);
      timer.beginEvaluation();
      pass(7);
      timer.enter('eval', 3, 0);
      pass(10);
      timer.enter('eval', 2, 0);
      pass(20);
      timer.endEvaluation();
    }
    expect(timer.seen()).toEqual({
      evaluations: 2,
      lines: [
        { line: 2, passes: 2, timeNs: 40 },
        { line: 3, passes: 2, timeNs: 20 },
      ],
      tookNs: 174,
    });
  });

  it('gives time to the calling line again when a function has returned', () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    timer.enter('eval', 5, 0);
    pass(1);
    timer.enter('helper', 1, 0);
    pass(10);
    timer.leave('helper', 'eval', 0);
    pass(100);
    timer.leave('eval', 'host', 0);
    pass(1_000);
    timer.endEvaluation();
    expect(timesOf(timer)).toEqual({ 1: [1, 10], 5: [1, 101] });
  });

  it('knows the line of a call again that an error ended', () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    timer.enter('eval', 5, 0);
    timer.enter('outer', 1, 0);
    timer.enter('inner', 2, 0);
    pass(10);
    // pcall returns to eval; neither inner nor outer did.
    timer.leave('pcall', 'eval', 0);
    pass(100);
    timer.leave('eval', 'host', 0);
    expect(timesOf(timer)).toEqual({ 1: [1, 0], 2: [1, 10], 5: [1, 100] });
    expect(timer.runningFrame).toBeUndefined();
  });

  it('knows it also where a line of the outer call is all it is told', () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    timer.enter('eval', 5, 0);
    timer.enter('inner', 2, 0);
    timer.enter('eval', 6, 0);
    expect(timer.runningFrame).toBe('eval');
    pass(3);
    timer.endEvaluation();
    expect(timesOf(timer)[6]).toEqual([1, 3]);
  });

  it('tells nothing of a function outside of Lua that returns to another one', () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    timer.enter('eval', 5, 0);
    pass(4);
    timer.leave('gsub', 'pcall', 0);
    pass(5);
    timer.endEvaluation();
    expect(timesOf(timer)).toEqual({ 5: [1, 9] });
  });

  it("gives time of code that is not the rule's to the line that called it, and passes to none", () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    timer.enter('eval', 5, 0);
    pass(1);
    timer.enterForeign('random', 0);
    expect(timer.isForeign).toBe(true);
    pass(10);
    timer.enterForeign('random', 0);
    pass(100);
    timer.leave('random', 'eval', 0);
    expect(timer.isForeign).toBe(false);
    // The frame stands for a function of the rule now.
    timer.enter('random', 9, 0);
    pass(2);
    timer.endEvaluation();
    expect(timesOf(timer)).toEqual({ 5: [1, 111], 9: [1, 2] });
  });

  it('takes off what watching costs', () => {
    const timer = new LineTimer<string>(clock, { chargeNs: 10, passByNs: 3 });
    timer.enter('eval', 1, 0);
    pass(100);
    timer.enter('eval', 2, 4);
    pass(50);
    timer.endEvaluation();
    expect(timesOf(timer)).toEqual({ 1: [1, 100 - 10 - 12], 2: [1, 40] });
  });

  it('takes off no more than the quickest line took', () => {
    const timer = new LineTimer<string>(clock, { chargeNs: 1_000, passByNs: 0 });
    timer.enter('eval', 1, 0);
    pass(100);
    timer.enter('eval', 2, 0);
    pass(30);
    timer.endEvaluation();
    expect(timesOf(timer)).toEqual({ 1: [1, 70], 2: [1, 0] });
  });

  it('takes off what events took longer than unwatched, by the events', () => {
    const timer = new LineTimer<string>(clock);
    timer.enter('eval', 1, 0);
    pass(100);
    timer.enter('eval', 2, 0);
    pass(300);
    timer.leave('eval', 'host', 0);
    const { lines } = timer.seen(3 * 20);
    expect(lines.map(({ timeNs }) => timeNs)).toEqual([80, 280]);
    expect(timer.seen(-50).lines.map(({ timeNs }) => timeNs)).toEqual([100, 300]);
    expect(timer.seen(1e9).lines.map(({ timeNs }) => timeNs)).toEqual([0, 0]);
  });

  it('takes off nothing when it is full', () => {
    const timer = new LineTimer<string>(clock, { chargeNs: 10, passByNs: 0 });
    for (let event = 0; event <= MAX_HOOK_EVENTS; event++) {
      timer.enter('eval', 1, 0);
      pass(10);
    }
    expect(timesOf(timer)).toEqual({ 1: [MAX_HOOK_EVENTS + 1, 10 * MAX_HOOK_EVENTS] });
  });

  it('is full after so many events, and over after so long', () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    for (let event = 1; event < MAX_HOOK_EVENTS; event++) timer.enter('eval', event % 7, 0);
    expect(timer.isFull).toBe(false);
    timer.leave('eval', 'host', 0);
    expect(timer.isFull).toBe(true);
    const other = new LineTimer<string>(clock, NO_HOOK_COST);
    pass(MAX_WATCH_NS);
    expect(other.isOver).toBe(false);
    pass(1);
    expect(other.isOver).toBe(true);
    expect(other.isFull).toBe(false);
  });

  it('bounds how deep it follows', () => {
    const timer = new LineTimer<string>(clock, NO_HOOK_COST);
    for (let depth = 0; depth < 1_000; depth++) timer.enter(`call ${depth}`, 1, 0);
    pass(5);
    timer.endEvaluation();
    expect(timesOf(timer)).toEqual({ 1: [1_000, 5] });
  });
});
