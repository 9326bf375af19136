import type { RunFile } from '../run-file.ts';
import type { PageTexts } from './page-texts.ts';

/**
 * From which rule on something was left out to keep the page small: an index into the rules of the run, which are in
 * the order of their CPU time. Null where nothing was.
 */
export interface LeftOut {
  /** Hot spots and advice. */
  readonly textsFrom: number | null;
  /** Latency histograms, memory and the course of the run. */
  readonly chartsFrom: number | null;
}

/** All that a page shows. */
export interface ReportPage {
  readonly run: RunFile;
  readonly texts: PageTexts;
  readonly leftOut: LeftOut;
}

/** Whether a rule, by its place in the run, is among those that lack something. */
export function isLeftOut(index: number, from: number | null): boolean {
  return from !== null && index >= from;
}
