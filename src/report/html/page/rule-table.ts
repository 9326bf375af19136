import { countText } from '../../figure-text.ts';
import type { RuleRow } from '../../run-file.ts';
import { TABLE_COLUMNS, type TableColumn } from '../model/table-columns.ts';
import { firstDirection, rulesOfView, type TableView } from '../model/table-view.ts';
import { element } from './element.ts';
import { shareBar } from './share-bar.ts';
import { tableTools } from './table-tools.ts';

/** Rows drawn at a time: thousands at once would make a page slow to open. */
const ROWS_AT_A_TIME = 100;

/** The ranked table of rules. @param detail what a row opens, made when it is opened */
export function ruleTable(rules: readonly RuleRow[], detail: (row: RuleRow) => HTMLElement): HTMLElement {
  const [cpu] = TABLE_COLUMNS.filter(({ id }) => id === 'cpu');
  const types = new Set(rules.map(({ type }) => type));
  let view: TableView = { column: cpu!, direction: 'descending', filter: '', types };
  let limit = ROWS_AT_A_TIME;

  const heads = TABLE_COLUMNS.map((column) => headCell(column, () => sortBy(column)));
  const body = element('tbody');
  const status = element('p', { class: 'note', role: 'status' });
  const more = element('button', { type: 'button' }, `Show ${ROWS_AT_A_TIME} more`);
  const all = element('button', { type: 'button' }, 'Show all');
  const tools = tableTools(rules, (change) => {
    view = { ...view, ...change };
    limit = ROWS_AT_A_TIME;
    draw();
  });
  more.addEventListener('click', () => extend(limit + ROWS_AT_A_TIME));
  all.addEventListener('click', () => extend(Number.POSITIVE_INFINITY));
  const rankHead = element('th', { scope: 'col', class: 'figure' }, '#');
  const table = element(
    'table',
    { class: 'rules' },
    element('caption', { class: 'unseen' }, 'Rules. The buttons in the heads of columns sort.'),
    element('thead', {}, element('tr', {}, rankHead, ...heads)),
    body,
  );
  const region = { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': 'Table of rules' };
  draw();
  return element(
    'div',
    {},
    tools,
    status,
    element('div', region, table),
    element('p', { class: 'more' }, more, all),
  );

  function sortBy(column: TableColumn): void {
    const turned = view.direction === 'ascending' ? 'descending' : 'ascending';
    view = { ...view, column, direction: column === view.column ? turned : firstDirection(column) };
    draw();
  }

  function extend(to: number): void {
    const drawn = body.querySelectorAll('tr.rule').length;
    limit = to;
    // Rows that are there stay, with the details that are open.
    addRows(rulesOfView(rules, view), drawn);
    // The button may be gone; whoever goes on by keyboard goes on with the first new row.
    body.querySelectorAll<HTMLElement>('tr.rule button')[drawn]?.focus();
  }

  function draw(): void {
    const ranked = rulesOfView(rules, view);
    for (const [index, column] of TABLE_COLUMNS.entries()) {
      const sorted = column === view.column ? view.direction : 'none';
      heads[index]!.setAttribute('aria-sort', sorted);
    }
    body.replaceChildren();
    addRows(ranked, 0);
  }

  function addRows(ranked: readonly RuleRow[], drawn: number): void {
    const added = ranked.slice(drawn, limit);
    body.append(...added.map((row, index) => ruleRow(row, drawn + index + 1, detail)));
    status.textContent = countsText(drawn + added.length, ranked.length, rules.length);
    more.hidden = all.hidden = drawn + added.length === ranked.length;
  }
}

function countsText(drawn: number, passed: number, total: number): string {
  const of =
    passed === total ? `${countText(total)} rules` : `${countText(passed)} of ${countText(total)} rules`;
  return drawn === passed ? of : `${of}, the first ${countText(drawn)} are shown`;
}

function headCell({ header, help, align, priority }: TableColumn, sort: () => void): HTMLElement {
  const button = element('button', { type: 'button', title: help }, header);
  button.addEventListener('click', sort);
  const arrow = element('span', { class: 'arrow', 'aria-hidden': 'true' });
  const place = `${align === 'right' ? 'figure ' : ''}priority-${priority}`;
  button.append(arrow);
  return element('th', { scope: 'col', class: place, 'aria-sort': 'none' }, button);
}

function ruleRow(row: RuleRow, rank: number, detail: (row: RuleRow) => HTMLElement): HTMLElement {
  const cells = TABLE_COLUMNS.map((column) => ruleCell(column, row));
  const opener = element('button', { type: 'button', class: 'opener', 'aria-expanded': 'false' });
  const [name] = cells;
  opener.append(...name!.childNodes);
  opener.title = opener.textContent ?? '';
  name!.append(opener);
  const line = element(
    'tr',
    { class: 'rule' },
    element('td', { class: 'figure quiet' }, String(rank)),
    ...cells,
  );
  opener.addEventListener('click', () => {
    const isOpen = opener.getAttribute('aria-expanded') === 'true';
    opener.setAttribute('aria-expanded', String(!isOpen));
    if (isOpen) line.nextElementSibling?.remove();
    else
      line.after(
        element('tr', { class: 'detail' }, element('td', { colspan: cells.length + 1 }, detail(row))),
      );
  });
  return line;
}

function ruleCell({ id, align, priority, text, bar }: TableColumn, row: RuleRow): HTMLElement {
  const place = `${align === 'right' ? 'figure ' : ''}priority-${priority}`;
  if (id === 'rule') {
    const flags = element(
      'span',
      { class: 'flags' },
      ...flagTexts(row).map((flag) => element('b', {}, flag)),
    );
    return element('td', { class: `name ${place}` }, element('span', { class: 'clipped' }, text(row)), flags);
  }
  if (id === 'type') {
    return element('td', { class: place }, element('span', { class: `kind kind-${row.type}` }, text(row)));
  }
  return element('td', { class: place }, bar === undefined ? text(row) : shareBar(bar(row), text(row)));
}

/** What must not be overlooked beside the name of a rule, in words. */
function flagTexts({ quarantined, leak, errors }: RuleRow): string[] {
  const flags = [];
  if (quarantined) flags.push('taken out');
  else if (errors > 0) flags.push('faults');
  if (leak === true) flags.push('leaks');
  return flags;
}
