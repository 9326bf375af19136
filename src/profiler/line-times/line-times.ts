import type { LineWatch, WatchedLines } from '../../engine/predicate/line-watch.ts';
import type { LuaRule, Rule, RuleIndex } from '../../engine/rule.ts';
import type { Clock } from '../clock.ts';
import type { LineFindings, RuleLines } from './line-findings.ts';
import { lineSpots } from './line-spots.ts';
import { LineTotals } from './line-totals.ts';
import { WatchSchedule } from './watch-schedule.ts';

interface WatchedRule {
  readonly rule: LuaRule;
  /** Its number in the schedule. */
  readonly at: number;
  readonly totals: LineTotals;
}

/** Has the lines of Lua rules watched now and then, and adds up what was seen. */
export class LineTimes implements LineWatch {
  readonly clock: Clock;
  readonly #rules = new Map<RuleIndex, WatchedRule>();
  readonly #schedule: WatchSchedule;
  #tookNs = 0;

  /** @param random gives numbers from 0 to below 1 */
  constructor(rules: readonly Rule[], clock: Clock, random: () => number) {
    this.clock = clock;
    for (const [index, rule] of rules.entries()) {
      if (rule.kind !== 'lua') continue;
      this.#rules.set(index, { rule, at: this.#rules.size, totals: new LineTotals() });
    }
    this.#schedule = new WatchSchedule(this.#rules.size, random);
  }

  eventsToWatch(rule: RuleIndex, offered: number): number {
    const watched = this.#rules.get(rule);
    return watched === undefined ? 0 : this.#schedule.eventsToWatch(watched.at, offered, this.clock());
  }

  watched(rule: RuleIndex, seen: WatchedLines): void {
    const { at, totals } = this.#rules.get(rule)!;
    totals.add(seen);
    this.#schedule.spent(at, seen.evaluations, seen.tookNs);
    this.#tookNs += seen.tookNs;
  }

  gaveUp(rule: RuleIndex, tookNs: number): void {
    this.#schedule.giveUp(this.#rules.get(rule)!.at, tookNs);
    this.#tookNs += tookNs;
  }

  findings(): LineFindings {
    const rules: RuleLines[] = [];
    for (const [index, { rule, totals }] of this.#rules) {
      const { evaluations } = totals;
      if (evaluations === 0) continue;
      rules.push({ rule: index, evaluations, spots: lineSpots(totals.shares(), rule.text) });
    }
    return { tookNs: this.#tookNs, rules };
  }
}
