import { countText } from './figure-text.ts';
import type { RunFile } from './run-file.ts';

/** The run in one line, as it stands below its table, after a blank line and without a line break at its end. */
export function summaryLine({ wall_time_ns, stream, pack, alerts }: RunFile): string {
  const seconds = wall_time_ns / 1e9;
  const rate = seconds > 0 ? Math.round(stream.events / seconds) : 0;
  const [events, rules, found] = [stream.events, pack.rules, alerts.count].map(countText);
  return `\n${events} events, ${rules} rules, ${found} alerts in ${seconds.toFixed(3)} s (${countText(rate)} events/s)`;
}
