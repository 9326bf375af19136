const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** The last values as a row of bars, from 0 to the largest of them; blank where there is no value. */
export function sparkline(values: readonly (number | null)[], widthColumns: number): string {
  const shown = values.slice(-Math.max(1, widthColumns));
  const largest = shown.reduce<number>((max, value) => Math.max(max, value ?? 0), 0);
  return shown.map((value) => (value === null ? ' ' : level(value, largest))).join('');
}

function level(value: number, largest: number): string {
  if (largest <= 0) return LEVELS[0];
  return LEVELS[Math.min(LEVELS.length - 1, Math.floor((Math.max(0, value) / largest) * LEVELS.length))]!;
}
