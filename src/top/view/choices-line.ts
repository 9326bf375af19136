import { countText } from '../../report/figure-text.ts';
import { cutText, printable } from '../../report/terminal-text.ts';
import { filterText } from '../model/rule-filter.ts';
import { fitParts } from './fit-parts.ts';
import type { Frame } from './frame.ts';
import { TABLE_COLUMNS } from './table-columns.ts';

/** Enough to see that there is a filter. */
const MIN_FILTER_COLUMNS = 12;

/** What the reader has chosen: the sort, the filter and what it leaves, the interval. */
export function choicesLine({ state, rows, ruleCount, widthColumns }: Frame): string {
  const { sort, reversed, filter, intervalSeconds, following } = state;
  const { header } = TABLE_COLUMNS.find(({ id }) => id === sort)!;
  return fitParts(
    [
      `sort ${header}${reversed ? '▲' : '▼'}`,
      cutText(
        `filter ${printable(filterText(filter))}`,
        Math.max(MIN_FILTER_COLUMNS, Math.floor(widthColumns / 2)),
      ),
      `${countText(rows.length)} of ${countText(ruleCount)} rules`,
      `every ${intervalSeconds} s`,
      following ? 'following' : '',
    ],
    widthColumns,
  );
}
