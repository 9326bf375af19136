import { type LinePoint, linePath, rangeOf } from '../model/line-path.ts';
import { element, svgElement } from './element.ts';

const WIDTH = 400;
const HEIGHT = 60;
/** Above the highest point, so that a line along the top is seen whole. */
const MARGIN = 3;

/** One line of a chart. */
export interface ChartLine {
  readonly name: string;
  readonly points: readonly LinePoint[];
}

export interface LineChart {
  /** What the lines are, for a caption and for screen readers. */
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** A figure as text: of the upright axis, and of the one along the run. */
  readonly yText: (value: number) => string;
  readonly xText: (value: number) => string;
  /** Where the axis along the run ends; as far as the lines go where it is not given. */
  readonly endX?: number;
}

/** Lines over the run, from 0 up to the highest figure, with a legend where there are several. */
export function lineChart({ title, lines, yText, xText, endX }: LineChart): HTMLElement {
  const range = rangeOf(lines.map(({ points }) => points));
  const shownRange = { ...range, maxX: endX || range.maxX };
  const highest = lines.map(({ name, points }) => `${name} up to ${yText(maximum(points))}`).join(', ');
  return element(
    'figure',
    { class: 'chart' },
    element('figcaption', {}, `${title}, up to ${yText(range.maxY)}`),
    svgElement(
      'svg',
      {
        viewBox: `0 ${-MARGIN} ${WIDTH} ${HEIGHT + MARGIN}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': `${title}: ${highest}`,
      },
      ...lines.map(({ points }, index) =>
        svgElement('path', {
          class: `line line-${index + 1}`,
          d: linePath(points, shownRange, WIDTH, HEIGHT),
        }),
      ),
    ),
    element(
      'div',
      { class: 'axis' },
      element('span', {}, xText(0)),
      element('span', {}, xText(shownRange.maxX)),
    ),
    lines.length > 1 ? legend(lines, yText) : null,
  );
}

function legend(lines: readonly ChartLine[], yText: (value: number) => string): HTMLElement {
  return element(
    'ul',
    { class: 'legend' },
    ...lines.map(({ name, points }, index) =>
      element(
        'li',
        {},
        sampleLine(index),
        element('span', { class: 'clipped', title: name }, name),
        element('span', { class: 'quiet' }, yText(maximum(points))),
      ),
    ),
  );
}

/** As the line in the chart: lines differ in their dashes as well as in colour. */
function sampleLine(index: number): SVGElement {
  return svgElement(
    'svg',
    { viewBox: '0 0 24 4', class: 'sample', 'aria-hidden': 'true' },
    svgElement('path', { class: `line line-${index + 1}`, d: 'M0 2L24 2' }),
  );
}

function maximum(points: readonly LinePoint[]): number {
  return points.reduce((most, [, y]) => Math.max(most, y ?? 0), 0);
}
