/** One process event with its line break; `extra` adds or overrides top-level keys, undefined leaves one out. */
export function eventLine(pid: number, extra: Readonly<Record<string, unknown>> = {}): string {
  const event = {
    '@timestamp': new Date(Date.UTC(2024, 4, 1, 10, 0, pid)).toISOString(),
    event: { category: ['process'], type: ['start'] },
    process: { pid, name: 'sh' },
    ...extra,
  };
  return `${JSON.stringify(event)}\n`;
}

/** Events with the process ids from 1 to `count`. */
export function eventLines(count: number): string {
  return Array.from({ length: count }, (_, index) => eventLine(index + 1)).join('');
}
