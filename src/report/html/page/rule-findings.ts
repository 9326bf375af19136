import { countText, durationText, shareText } from '../../figure-text.ts';
import type { HotSpotEntry } from '../../rule-samples.ts';
import type { RuleRow } from '../../run-file.ts';
import { sentence } from '../../sentence.ts';
import { type Child, element } from './element.ts';
import { plainTable } from './plain-table.ts';
import { shareBar } from './share-bar.ts';

/** Where inside a rule time goes; null where that is not known. */
export function hotSpotTable({ hot_spots, file, type }: RuleRow): Child {
  if (hot_spots === null || hot_spots.length === 0) return null;
  const columns = [{ header: 'hot spot' }, { header: 'at' }, { header: 'of the rule' }];
  const rows = hot_spots.map((spot) => [
    element('code', {}, spot.text),
    placeText(spot, type === 'Lua' && spot.kind === 'line' ? '' : file),
    shareBar(spot.share, shareWithin(spot)),
  ]);
  return plainTable('Where inside the rule time goes', columns, rows);
}

/** What would make a rule better; null where there is nothing. */
export function adviceList({ advice, file }: RuleRow): Child {
  if (advice === null || advice.length === 0) return null;
  const entries = advice.map((entry) =>
    element(
      'li',
      {},
      element('b', {}, sentence(entry.action)),
      element('p', {}, sentence(entry.finding)),
      entry.saves_ns === null
        ? null
        : element('p', {}, `Could have saved about ${durationText(entry.saves_ns)} of CPU time.`),
      entry.text === null ? null : element('code', {}, entry.text),
      entry.line === null ? null : element('span', { class: 'quiet' }, placeText(entry, file)),
    ),
  );
  return element('ul', { class: 'advice', 'aria-label': 'Advice' }, ...entries);
}

/** What a rule did wrong; null where nothing. */
export function faultText({ faults, quarantined }: RuleRow): Child {
  if (faults === null) return null;
  const { first, by_kind, quarantined_at_event } = faults;
  const kinds = Object.entries(by_kind).map(([kind, count]) => `${countText(count ?? 0)} ${kind}`);
  const end =
    quarantined_at_event !== null
      ? `taken out of the run at event ${countText(quarantined_at_event)}`
      : quarantined
        ? 'could not be started'
        : 'went on';
  const where = first.event === null ? '' : ` at event ${countText(first.event)}`;
  const text = `Faults: ${kinds.join(', ')}; ${end}. The first${where}: `;
  return element('p', { class: 'fault' }, text, element('code', {}, first.reason));
}

/** Where a part of a rule stands: `file:line:column`, the file without its folders, which the details name. */
function placeText({ line, column }: Pick<HotSpotEntry, 'line' | 'column'>, file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (line === null) return name;
  const place = column === null ? String(line) : `${line}:${column}`;
  return name === '' ? `line ${place}` : `${name}:${place}`;
}

function shareWithin({ share, interval }: HotSpotEntry): string {
  if (interval === null) return shareText(share);
  return `${shareText(share)} (${shareText(interval[0])} to ${shareText(interval[1])})`;
}
