import type { Alert, AlertSink } from './alert.ts';
import type { Row } from './batch/event-batch.ts';
import { momentOf } from './events/timestamp.ts';
import type { Probe } from './probe.ts';
import { ResultPipes } from './result-pipes.ts';
import { isEqlRule, type Rule, type RuleIndex } from './rule.ts';
import { compareSequencePlaces, type SequencePlace, type StatefulAlert } from './sequence/stateful-rule.ts';
import { comparePlaces } from './sequence/step-event.ts';

/** Hands out the matches of single events in a batch, by row, then by rule. */
export type MatchDrain = (take: (row: Row, rule: RuleIndex) => void) => void;

/** Puts the alerts of all kinds of rules in order, and holds back those that a pipe of their rule may drop. */
export class AlertOutlet {
  readonly #pipes: ReadonlyMap<RuleIndex, ResultPipes>;

  constructor(rules: readonly Rule[]) {
    this.#pipes = new Map(
      rules.flatMap((rule, index) => {
        const [first, ...others] = isEqlRule(rule) ? rule.query.pipes : [];
        return first === undefined ? [] : [[index, new ResultPipes([first, ...others])]];
      }),
    );
  }

  /**
   * Gives the alerts of a batch that are certain, in event order, then rule order.
   *
   * @param stateful those of rules that need several events, in any order
   * @param alertOf makes the alert of a match
   */
  give(
    drain: MatchDrain,
    stateful: StatefulAlert[],
    alertOf: (row: Row, rule: RuleIndex) => Alert,
    onAlert: AlertSink,
    probe: Probe | undefined,
  ): void {
    stateful.sort(compareStateful);
    let next = 0;
    drain((row, rule) => {
      while (next < stateful.length && isBefore(stateful[next]!, row, rule)) {
        this.#raiseStateful(stateful[next++]!, onAlert, probe);
      }
      const alert = alertOf(row, rule);
      this.#raise(alert, () => placeOf(alert), onAlert, probe);
    });
    while (next < stateful.length) this.#raiseStateful(stateful[next++]!, onAlert, probe);
  }

  /**
   * Gives what only the end of the stream made certain.
   *
   * @param open alerts of rules that need several events, in the order of their rules
   */
  end(open: readonly StatefulAlert[], onAlert: AlertSink, probe: Probe | undefined): void {
    const sequences = open.filter(({ found }) => found !== undefined).sort(compareOpen);
    const samples = open.filter(({ found }) => found === undefined);
    for (const alert of [...sequences, ...samples]) this.#raiseStateful(alert, onAlert, probe);
    for (const pipes of this.#pipes.values()) {
      for (const alert of pipes.take()) emit(alert, onAlert, probe);
    }
  }

  #raise(
    alert: Alert,
    placeOfAlert: () => SequencePlace | undefined,
    onAlert: AlertSink,
    probe: Probe | undefined,
  ): void {
    const pipes = this.#pipes.get(alert.rule);
    if (pipes === undefined) emit(alert, onAlert, probe);
    else pipes.add(alert, placeOfAlert());
  }

  #raiseStateful({ alert, found }: StatefulAlert, onAlert: AlertSink, probe: Probe | undefined): void {
    this.#raise(alert, () => found, onAlert, probe);
  }
}

function emit(alert: Alert, onAlert: AlertSink, probe: Probe | undefined): void {
  probe?.alertRaised(alert.rule, alert.timeNs);
  onAlert(alert);
}

function isBefore({ row, alert }: StatefulAlert, otherRow: Row, otherRule: RuleIndex): boolean {
  return row < otherRow || (row === otherRow && alert.rule < otherRule);
}

/** In the order in which they became certain. */
function compareStateful(left: StatefulAlert, right: StatefulAlert): number {
  return left.row - right.row || left.alert.rule - right.alert.rule || compareFound(left, right);
}

/** Those that only the end of the stream made certain: in the order of event time. */
function compareOpen(left: StatefulAlert, right: StatefulAlert): number {
  const byTime = comparePlaces(left.found!.last, right.found!.last);
  return byTime || left.alert.rule - right.alert.rule || compareFound(left, right);
}

/** Results of one rule. */
function compareFound({ found: left }: StatefulAlert, { found: right }: StatefulAlert): number {
  return left === undefined || right === undefined ? 0 : compareSequencePlaces(left, right);
}

/** An event without a time comes after all others. */
function placeOf({ timeNs, events }: Alert): SequencePlace {
  const moment = timeNs === undefined ? { ms: Number.POSITIVE_INFINITY, subMsNs: 0 } : momentOf(timeNs);
  return { last: { ...moment, number: events[0]! }, key: '' };
}
