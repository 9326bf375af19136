import { type Child, element } from './element.ts';

/** Longer tables scroll in a box of their own, so that what comes after them can be found. */
const MANY_ROWS = 20;

/** A column of a small table. */
export interface PlainColumn {
  readonly header: string;
  readonly align?: 'left' | 'right';
}

/** A small table that scrolls by itself where it is too wide. @param caption what it lists, for screen readers */
export function plainTable(
  caption: string,
  columns: readonly PlainColumn[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const classOf = (index: number) => (columns[index]?.align === 'right' ? 'figure' : null);
  const head = columns.map(({ header }, index) =>
    element('th', { scope: 'col', class: classOf(index) }, header),
  );
  const body = rows.map((cells) =>
    element('tr', {}, ...cells.map((cell, index) => element('td', { class: classOf(index) }, cell))),
  );
  return element(
    'div',
    {
      class: rows.length > MANY_ROWS ? 'scroll tall' : 'scroll',
      tabindex: 0,
      role: 'region',
      'aria-label': caption,
    },
    element(
      'table',
      { class: 'plain' },
      element('caption', { class: 'unseen' }, caption),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...body),
    ),
  );
}
