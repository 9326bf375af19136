import { countText } from '../../figure-text.ts';
import { RULE_TYPES } from '../../rule-type.ts';
import type { RuleRow } from '../../run-file.ts';
import type { TableView } from '../model/table-view.ts';
import { element } from './element.ts';

/** What the tools change of what the table shows. */
export type ToolChange = Partial<Pick<TableView, 'filter' | 'types'>>;

/** A box that filters, and a button per kind of rule that the run has. */
export function tableTools(rules: readonly RuleRow[], change: (change: ToolChange) => void): HTMLElement {
  const input = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
  input.addEventListener('input', () => change({ filter: input.value }));
  const present = RULE_TYPES.filter((one) => rules.some(({ type }) => type === one));
  const types = new Set(present);
  const buttons = present.map((type) => {
    const count = rules.filter((row) => row.type === type).length;
    const text = `${type} ${countText(count)}`;
    const button = element(
      'button',
      { type: 'button', class: `kind kind-${type}`, 'aria-pressed': 'true' },
      text,
    );
    button.addEventListener('click', () => {
      if (!types.delete(type)) types.add(type);
      button.setAttribute('aria-pressed', String(types.has(type)));
      change({ types: new Set(types) });
    });
    return button;
  });
  return element(
    'div',
    { class: 'tools' },
    element('label', {}, 'Filter ', input),
    element('div', { class: 'kinds', role: 'group', 'aria-label': 'Kinds of rules' }, ...buttons),
  );
}
