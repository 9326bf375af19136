/** A bar filled to a share of 1: `███░░░`. */
export function bar(share: number, widthColumns: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * widthColumns);
  return '█'.repeat(full) + '░'.repeat(widthColumns - full);
}
