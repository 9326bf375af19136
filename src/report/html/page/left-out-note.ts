import { countText } from '../../figure-text.ts';
import type { ReportPage } from '../report-page.ts';
import { note } from './section.ts';

/** Says what the page lacks to stay small; null where it has everything. */
export function leftOutNote({ run, leftOut }: ReportPage): HTMLElement | null {
  const total = run.rules.length;
  const parts = [
    leftOut.chartsFrom === null ? '' : `no charts of the ${countText(total - leftOut.chartsFrom)} rules`,
    leftOut.textsFrom === null
      ? ''
      : `no hot spots and advice of the ${countText(total - leftOut.textsFrom)} rules`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return null;
  return note(
    `To stay small this page has ${parts.join(', and ')} that took least CPU time. The run file has all.`,
  );
}
