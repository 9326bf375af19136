import { countText } from '../../report/figure-text.ts';
import { ruleLabel } from '../../report/rule-label.ts';
import { printable } from '../../report/terminal-text.ts';
import type { LiveSnapshot, LiveSource } from '../source/live-snapshot.ts';
import { isOver, type Rates, ratesBetween } from '../source/rates.ts';
import type { TopOutput } from '../terminal/top-terminal.ts';
import type { TopHandle } from '../top-settings.ts';
import { percentText } from '../view/fixed-figures.ts';
import { readShare, timeLeftText } from '../view/progress-line.ts';

/**
 * For output that is no terminal, or one that cannot move its cursor: one plain line every interval, and a last one at
 * the end. A run that is over before the first of them leaves none: its report says the same.
 */
export class PlainTop implements TopHandle {
  readonly #source: LiveSource;
  readonly #output: Pick<TopOutput, 'write'>;
  readonly #timer: NodeJS.Timeout;
  #before: LiveSnapshot;
  #rates: Rates | null = null;
  #hasWritten = false;

  constructor(source: LiveSource, output: Pick<TopOutput, 'write'>, intervalSeconds: number) {
    this.#source = source;
    this.#output = output;
    this.#before = source.read();
    this.#timer = setInterval(() => this.#writeLine(), intervalSeconds * 1e3);
  }

  async finished(message?: string): Promise<void> {
    this.stop();
    if (this.#hasWritten) this.#writeLine();
    if (message !== undefined) this.#output.write(`${printable(message)}\n`);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #writeLine(): void {
    const snapshot = this.#source.read();
    // Where nothing has come since from a run of another process, the last rates are all that is known.
    const isNews = snapshot.takenAtNs !== this.#before.takenAtNs || isOver(snapshot);
    if (isNews || this.#rates === null) this.#rates = ratesBetween(this.#before, snapshot);
    this.#before = snapshot;
    this.#hasWritten = true;
    this.#output.write(`${plainLine(this.#source, snapshot, this.#rates)}\n`);
  }
}

/** `12,345 events, 98,765 events/s, 45.3 %, 0:12 left, 7 alerts, most time: rule-a 12.3 %`. */
export function plainLine({ rules }: LiveSource, snapshot: LiveSnapshot, rates: Rates | null): string {
  const { progress, figures } = snapshot;
  const share = readShare(progress);
  const alerts = figures.reduce((sum, ofRule) => sum + ofRule.alerts, 0);
  const parts = [
    `${countText(progress.events)} events`,
    rates === null ? '' : `${countText(rates.eventsPerSecond)} events/s`,
    share === null ? '' : percentText(share),
    progress.state === 'running' ? timeLeftText(progress) : progress.state,
    `${countText(alerts)} alerts`,
  ];
  const costliest = largestAt(rates?.cpuShare ?? []);
  if (costliest !== undefined) {
    const { id, name } = rules[costliest.at]!;
    parts.push(`most time: ${ruleLabel({ rule_id: id, name })} ${percentText(costliest.value)}`);
  }
  return parts.filter((part) => part !== '').join(', ');
}

/** Where the largest of the values above 0 is; undefined where there is none. */
function largestAt(values: readonly number[]): { readonly at: number; readonly value: number } | undefined {
  const value = values.reduce((most, each) => Math.max(most, each), 0);
  return value === 0 ? undefined : { at: values.indexOf(value), value };
}
