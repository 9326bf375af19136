/** A point of a line; y is null where nothing was measured. */
export type LinePoint = readonly [x: number, y: number | null];

/** The figures a chart's edges stand for. */
export interface ChartRange {
  readonly maxX: number;
  readonly maxY: number;
}

/** What holds all points, from 0; never empty. */
export function rangeOf(lines: readonly (readonly LinePoint[])[]): ChartRange {
  let [maxX, maxY] = [0, 0];
  for (const [x, y] of lines.flat()) {
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y ?? 0);
  }
  return { maxX: maxX || 1, maxY: maxY || 1 };
}

/** A line as the `d` of an SVG path in a box of this size, y upwards; what was not measured is a gap. */
export function linePath(
  points: readonly LinePoint[],
  { maxX, maxY }: ChartRange,
  width: number,
  height: number,
): string {
  let isDrawing = false;
  const commands: string[] = [];
  for (const [x, y] of points) {
    if (y !== null) {
      const place = `${rounded((x / maxX) * width)} ${rounded(height - (Math.max(0, y) / maxY) * height)}`;
      commands.push(`${isDrawing ? 'L' : 'M'}${place}`);
    }
    isDrawing = y !== null;
  }
  return commands.join('');
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
