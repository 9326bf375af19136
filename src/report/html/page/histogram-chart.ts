import { countText, durationText, latencyText } from '../../figure-text.ts';
import type { RuleRow } from '../../run-file.ts';
import { type HistogramBar, histogramBars } from '../model/histogram-bars.ts';
import { element, svgElement } from './element.ts';

const MAX_BARS = 48;
const HEIGHT = 60;

/** The latencies of a rule as bars over a logarithmic axis; null where they were not recorded. */
export function histogramChart({ latency_histogram }: RuleRow): HTMLElement | null {
  if (latency_histogram === null || latency_histogram.length === 0) return null;
  const bars = histogramBars(latency_histogram, MAX_BARS);
  const most = Math.max(...bars.map(({ count }) => count));
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const [first, last] = [bars[0]!, bars.at(-1)!];
  const label =
    `${countText(total)} evaluations timed, ${latencyText(first.fromNs)} to ${durationText(last.toNs)}, ` +
    `most often ${rangeText(bars.find(({ count }) => count === most)!)}`;
  return element(
    'figure',
    { class: 'chart' },
    svgElement(
      'svg',
      {
        viewBox: `0 0 ${bars.length} ${HEIGHT}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': label,
      },
      ...bars.map((bar, index) => barShape(bar, index, most)),
    ),
    element(
      'div',
      { class: 'axis' },
      element('span', {}, latencyText(first.fromNs)),
      element('span', {}, `${countText(total)} timed, log scale`),
      element('span', {}, durationText(last.toNs)),
    ),
  );
}

function barShape(bar: HistogramBar, index: number, most: number): SVGElement {
  // One evaluation among thousands must still be seen.
  const height = bar.count === 0 ? 0 : Math.max(1, (bar.count / most) * HEIGHT);
  return svgElement(
    'rect',
    { class: 'column', x: index + 0.05, y: HEIGHT - height, width: 0.9, height },
    svgElement('title', {}, `${rangeText(bar)}: ${countText(bar.count)}`),
  );
}

function rangeText({ fromNs, toNs }: HistogramBar): string {
  return `${latencyText(fromNs)} to ${durationText(toNs)}`;
}
