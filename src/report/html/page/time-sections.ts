import { PHASES } from '../../../engine/probe.ts';
import { countText, durationText, millisecondsText, shareText } from '../../figure-text.ts';
import type { RunFile } from '../../run-file.ts';
import { flameBoxes } from '../model/flame-boxes.ts';
import { timeTree } from '../model/time-tree.ts';
import { treemapBoxes } from '../model/treemap-boxes.ts';
import { element } from './element.ts';
import { plainTable } from './plain-table.ts';
import { note, section } from './section.ts';
import { shareBar } from './share-bar.ts';
import { zoomView } from './zoom-view.ts';

const TREEMAP_HEIGHT_PX = 380;
/** Fields shown; the run file has all. */
const FIELDS_SHOWN = 10;

/** Treemap and flame graph: the time of rules, in two pictures. */
export function timePictures(run: RunFile): HTMLElement[] {
  const tree = timeTree(run.rules);
  if (tree.timeNs === 0) return [section('treemap', 'Time by rule', note('No rule took any time.'))];
  const treemap = zoomView(
    { name: 'Treemap', boxes: (root, widthPx) => treemapBoxes(root, widthPx, TREEMAP_HEIGHT_PX) },
    tree,
  );
  const flames = zoomView({ name: 'Flame graph', boxes: flameBoxes }, tree);
  const clauses =
    run.sampling === null
      ? 'The run was not sampled, so rules are not told apart any further.'
      : 'Rules, and below them the clauses or lines their samples are of; those without had too few samples.';
  return [
    section('treemap', 'Time by kind and rule', note('Areas are CPU time.'), treemap),
    section('flames', 'Flame graph', note(clauses), flames),
  ];
}

/** Where all of the time went, rules and everything else. */
export function phaseSection({ rules, phases, conservation, fields }: RunFile): HTMLElement {
  const total = conservation.accounted_ns;
  const entries: [string, number][] = [
    ['all rules', rules.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0)],
  ];
  for (const phase of PHASES) {
    const ns = phases[`${phase}_ns`];
    if (ns !== null) entries.push([phase, ns]);
  }
  const rows = [...entries, ['total', total] as const].map(([name, ns]) => [
    name,
    millisecondsText(ns),
    shareBar(total === 0 ? null : ns / total),
  ]);
  const columns = [{ header: 'time' }, { header: 'ms', align: 'right' as const }, { header: 'share' }];
  return section(
    'phases',
    'Where the time went',
    element(
      'div',
      { class: 'columns' },
      plainTable('Time in rules and outside', columns, rows),
      fieldTable(fields, phases.extract_ns),
    ),
  );
}

function fieldTable(fields: RunFile['fields'], extractNs: number | null): HTMLElement | null {
  if (fields === null || fields.length === 0) return null;
  const columns = [
    { header: 'field read for all rules' },
    { header: 'time', align: 'right' as const },
    { header: 'cells', align: 'right' as const },
    { header: 'of extract' },
  ];
  const rows = fields
    .slice(0, FIELDS_SHOWN)
    .map(({ path, extract_ns, cells }) => [
      path,
      durationText(extract_ns),
      countText(cells),
      shareBar(extractNs ? extract_ns / extractNs : null),
    ]);
  const left = fields.length - rows.length;
  if (left > 0) rows.push([`${countText(left)} more`, durationText(restNs(fields)), '', shareText(null)]);
  return plainTable('Fields that took most time', columns, rows);
}

function restNs(fields: NonNullable<RunFile['fields']>): number {
  return fields.slice(FIELDS_SHOWN).reduce((sum, { extract_ns }) => sum + extract_ns, 0);
}
