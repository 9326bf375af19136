import { stringify } from 'lossless-json';
import type { Alert } from '../engine/alert.ts';
import type { EventNumber } from '../engine/batch/event-batch.ts';
import type { Captures } from '../engine/predicate/predicate.ts';
import type { Rule } from '../engine/rule.ts';
import { EventTimeFormat } from './event-time.ts';
import { ruleType } from './rule-type.ts';

/** What a line says about a rule. */
export type AlertingRule = Pick<Rule, 'id' | 'kind' | 'severity'>;

/**
 * Alerts as lines of NDJSON, in stream order, with a line break at the end of each:
 *
 *     {"rule_id":"r","type":"EQL","severity":"high","@timestamp":"2024-05-01T10:00:00.000Z","events":[17]}
 *
 * `events` are positions in the stream from 1 (null for a step that is a missing event); `@timestamp` is null
 * where the event has none. No line holds anything of an event but its time. @see withCaptures
 */
export class AlertLines {
  /** What every line of a rule begins with, so that it is escaped once and not per alert. */
  readonly #beginnings: readonly string[];
  readonly #times = new EventTimeFormat();

  /** @param rules the pack's rules, in its order */
  constructor(rules: readonly AlertingRule[]) {
    this.#beginnings = rules.map((rule) => {
      const head = { rule_id: rule.id, type: ruleType(rule.kind), severity: rule.severity };
      return `${JSON.stringify(head).slice(0, -1)},"@timestamp":`;
    });
  }

  /** The line of one alert. @throws RangeError when its rule is not of the pack. */
  line(alert: Alert): string {
    const beginning = this.#beginnings[alert.rule];
    if (beginning === undefined)
      throw new RangeError(`alert of rule ${alert.rule}, which the pack does not have`);
    const time = alert.timeNs === undefined ? null : this.#times.text(alert.timeNs);
    // Neither a time nor a position needs escaping; a call of JSON.stringify costs more than the rest here.
    const quotedTime = time === null ? 'null' : `"${time}"`;
    return `${beginning}${quotedTime},"events":[${alert.events.map(position).join(',')}]}\n`;
  }
}

/** An alert's line with what its rule captured of the event at the end, as `"captures":{...}`. */
export function withCaptures(line: string, captures: Captures): string {
  return `${line.slice(0, -'}\n'.length)},"captures":${stringify(captures)}}\n`;
}

function position(event: EventNumber | null): string {
  return event === null ? 'null' : String(event);
}
