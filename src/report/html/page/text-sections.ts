import { countText } from '../../figure-text.ts';
import type { RunFile, WarningEntry } from '../../run-file.ts';
import type { PageTexts } from '../page-texts.ts';
import { type Child, element } from './element.ts';
import { plainTable } from './plain-table.ts';
import { note, section, sentences } from './section.ts';

/** The verdicts on budgets; null where there were none. */
export function budgetSection({ verdicts, verdictCounts }: PageTexts): HTMLElement | null {
  if (verdicts.length === 0) return null;
  const columns = ['verdict', 'rule', 'figure', 'budget', 'why'].map((header) => ({ header }));
  const rows = verdicts.map(({ effect, word, subject, figure, budget, reason }) => [
    element('b', { class: `effect-${effect}` }, word),
    subject,
    figure,
    element('code', {}, budget),
    reason,
  ]);
  return section('budgets', 'Budgets', note(verdictCounts), plainTable('Verdicts on budgets', columns, rows));
}

/** What stands out among the rules; null where nothing does. */
export function findingSection({ findings }: PageTexts): HTMLElement | null {
  return findings.length === 0 ? null : section('findings', 'What stands out', sentences(findings));
}

/** Every warning of the run, and that there was none where there was none. */
export function warningSection({ warnings }: RunFile): HTMLElement {
  if (warnings.length === 0) return section('warnings', 'Warnings', note('None.'));
  return section('warnings', 'Warnings', element('ul', { class: 'sentences' }, ...warnings.map(warningItem)));
}

function warningItem({ code, message, advice, count, places = [] }: WarningEntry): HTMLElement {
  const times = count !== undefined && count > 1 ? ` (${countText(count)} times)` : '';
  const at = places.length === 0 ? '' : ` At ${places.join(', ')}.`;
  return element(
    'li',
    {},
    element('b', {}, code),
    ` ${message}${times}${advice === undefined ? '' : `. ${advice}`}${at}`,
  );
}

/** Whether times add up, what measured, and what that cost. */
export function measuredSection({ conservation, instrument }: PageTexts): HTMLElement {
  return section('measured', 'How it was measured', sentences([...conservation, ...instrument]));
}

/** What ran where. */
export function environmentSection({ engine, pack, stream, alerts, timestamp }: RunFile): HTMLElement {
  const processor = `${countText(engine.cpu_count)} x ${engine.cpu_model ?? 'unknown processor'}`;
  const node = `Node ${engine.node}${engine.v8 === null ? '' : `, V8 ${engine.v8}`}`;
  const skipped = pack.skipped.map(({ reason, count }) => `${countText(count)} ${reason}`).join(', ');
  const entries: readonly (readonly [string, string | null])[] = [
    ['program', `${engine.name} ${engine.version}, ${node}`],
    ['Lua runtime', engine.lua_runtime],
    ['machine', `${engine.platform} ${engine.arch}, ${processor}`],
    ['ended', timestamp],
    ['recording', stream.inputs.join(', ')],
    ['hash of the recording', stream.hash],
    ['rules', pack.paths.join(', ')],
    ['hash of the pack', pack.hash],
    ['rules left out', skipped === '' ? null : skipped],
    ['hash of the alerts', alerts.hash],
  ];
  const items = entries.flatMap(([label, text]): Child[] =>
    text === null ? [] : [element('dt', {}, label), element('dd', {}, text)],
  );
  return section('environment', 'Environment', element('dl', { class: 'environment' }, ...items));
}
