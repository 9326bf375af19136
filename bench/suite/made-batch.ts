import { DEFAULT_BATCH_SIZE, type EventBatch, pickAdapter } from 'kestrel-perf';

const PROGRAMS = ['bash', 'curl', 'python3', 'sshd', 'systemd', 'nginx', 'cron'];
const START_MS = Date.UTC(2026, 0, 1);
const SECOND_MS = 1_000;

/** An ECS event of a batch that was made in memory. Its time is written anew where time must go on. */
export interface MadeEvent extends Record<string, unknown> {
  '@timestamp': string;
}

/** A quarter of a full batch: calls stay short, so that few of them are interrupted by other work of the machine. */
export const MADE_EVENTS = DEFAULT_BATCH_SIZE / 4;

/** ECS events that differ a little from each other, a second apart. */
export function madeEvents(): MadeEvent[] {
  return Array.from({ length: MADE_EVENTS }, (_, row) => ({
    '@timestamp': timeOf(row),
    event: { category: ['process'], type: ['start'] },
    host: { id: `host-${row % 7}` },
    source: { ip: `192.0.2.${row % 256}` },
    process: {
      pid: 1_000 + row,
      name: PROGRAMS[row % PROGRAMS.length],
      args: ['--session', `${row % 256}`, '--quiet'],
      command_line: `/usr/bin/${PROGRAMS[row % PROGRAMS.length]} --session ${String(row % 256).padStart(8, '0')} --quiet`,
    },
  }));
}

/** When the event of this number happened, ISO 8601. */
export function timeOf(number: number): string {
  return new Date(START_MS + number * SECOND_MS).toISOString();
}

/** A batch of records, the first of which has the number 1. */
export function batchOf(records: readonly MadeEvent[]): EventBatch {
  const { vocabulary } = pickAdapter([...records.slice(0, 1)], 'ecs');
  return { vocabulary, records, eventNumbers: records.map((_, row) => row + 1) };
}
