const NS_PER_MS = 1_000_000n;
const MS_PER_DAY = 86_400_000;
/** What four digits of year can say: the years 0 to 9999. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Writes event times as RFC 3339. Times in a stream lie close together, so the calendar is asked once per day
 * and not per time: with an alert on every event, Date's own text took most of the time of writing alerts.
 */
export class EventTimeFormat {
  #day = Number.NaN;
  #dayText = '';

  /**
   * An event's time in UTC with 3, 6 or 9 decimals, as few as keep it exact: `2024-05-01T10:00:00.000Z`. Null
   * for a time outside the years 0 to 9999, which RFC 3339 cannot say.
   * @param timeNs nanoseconds since 1970
   */
  text(timeNs: bigint): string | null {
    let subMsNs = Number(timeNs % NS_PER_MS);
    let ms = Number(timeNs / NS_PER_MS);
    // BigInt division rounds towards zero; times before 1970 must round down.
    if (subMsNs < 0) {
      subMsNs += 1_000_000;
      ms -= 1;
    }
    if (ms < FIRST_MS || ms > LAST_MS) return null;
    const day = Math.floor(ms / MS_PER_DAY);
    if (day !== this.#day) {
      this.#day = day;
      this.#dayText = new Date(day * MS_PER_DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);
    }
    return `${this.#dayText}T${timeOfDay(ms - day * MS_PER_DAY)}${subMsText(subMsNs)}Z`;
  }
}

/** One event's time as RFC 3339. @see EventTimeFormat.text */
export function eventTimeText(timeNs: bigint): string | null {
  return new EventTimeFormat().text(timeNs);
}

function timeOfDay(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = Math.floor(ms / 1_000) % 60;
  return `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(ms % 1_000, 3)}`;
}

function subMsText(ns: number): string {
  if (ns === 0) return '';
  return ns % 1_000 === 0 ? digits(ns / 1_000, 3) : digits(ns, 6);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
