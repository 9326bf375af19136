import { shareText } from './figure-text.ts';
import { ruleLabel } from './rule-label.ts';
import type { HotSpotEntry } from './rule-samples.ts';
import type { RuleRow, RunFile } from './run-file.ts';
import type { Column } from './table-layout.ts';
import { printable } from './terminal-text.ts';

/** A place inside a rule, beside the others of the run. */
export interface RunHotSpot {
  readonly row: RuleRow;
  readonly spot: Pick<HotSpotEntry, 'kind' | 'text' | 'line' | 'column'>;
  /** Of the time of all rules. */
  readonly shareOfRules: number;
  /** The 95 % interval of that; null where it is not known. */
  readonly interval: readonly [number, number] | null;
  /** Of the time of its rule; null where samples are too few to say. */
  readonly shareOfRule: number | null;
}

/** Places shown of all rules together. */
const SHOWN = 5;

/** The hottest places of a run, the hottest first. */
export function hottestSpots(run: RunFile): RunHotSpot[] {
  return [...sampledSpots(run), ...lineSpots(run)]
    .sort((left, right) => right.shareOfRules - left.shareOfRules)
    .slice(0, SHOWN);
}

function sampledSpots({ sampling, rules }: RunFile): RunHotSpot[] {
  const byId = new Map(rules.map((row) => [row.rule_id, row]));
  return (sampling?.hot_spots ?? []).flatMap((spot) => {
    const row = byId.get(spot.rule_id);
    if (row === undefined) return [];
    const same = row.hot_spots?.find(
      ({ text, line, column }) => text === spot.text && line === spot.line && column === spot.column,
    );
    const { share: shareOfRules, interval } = spot;
    return [{ row, spot, shareOfRules, interval, shareOfRule: same?.share ?? null }];
  });
}

/** V8 does not see lines of Lua: what a line takes of its rule is known from Lua, what the rule takes from the accounts. */
function lineSpots({ rules }: RunFile): RunHotSpot[] {
  return rules.flatMap((row) =>
    (row.hot_spots ?? [])
      .filter(({ kind }) => kind === 'line')
      .map((spot) => ({
        row,
        spot,
        shareOfRules: spot.share * (row.cpu_share ?? 0),
        interval: null,
        shareOfRule: spot.share,
      })),
  );
}

export const HOT_SPOT_COLUMNS: readonly Column<RunHotSpot>[] = [
  {
    header: 'hot spot',
    align: 'left',
    dropOrder: 0,
    minWidthColumns: 16,
    text: ({ spot }) => printable(spot.text),
  },
  { header: 'rule', align: 'left', dropOrder: 3, minWidthColumns: 12, text: ({ row }) => ruleLabel(row) },
  { header: 'at', align: 'left', dropOrder: 1, text: placeText },
  { header: 'of rule', align: 'right', dropOrder: 2, text: ({ shareOfRule }) => shareText(shareOfRule) },
  { header: 'of rules', align: 'right', dropOrder: 0, text: shareWithReach },
];

/** Why a run that was sampled shows no places; null where it was not sampled, or where no rule ran. */
export function noHotSpotsText({ sampling, rules }: RunFile): string | null {
  if (sampling === null || rules.length === 0) return null;
  return (
    `No hot spots: ${sampling.rule_samples} samples of rules are too few to say where inside them time goes; ` +
    'replay a longer recording, or give a shorter --sample-interval'
  );
}

/** The end of a long file name is kept: the rule is named beside it. */
const MAX_FILE_CHARACTERS = 24;

/** A Lua rule's code is in a file of its own. */
function placeText({ row, spot }: RunHotSpot): string {
  if (spot.kind === 'line') return `line ${spot.line}`;
  const name = printable(row.file.slice(row.file.lastIndexOf('/') + 1));
  const file = name.length <= MAX_FILE_CHARACTERS ? name : `…${name.slice(1 - MAX_FILE_CHARACTERS)}`;
  return spot.line === null ? file : `${file}:${spot.line}${spot.column === null ? '' : `:${spot.column}`}`;
}

/** `12.0 % ±3.1`: the longer side of the interval, in percentage points. */
function shareWithReach({ shareOfRules, interval }: RunHotSpot): string {
  if (interval === null) return shareText(shareOfRules);
  const reach = Math.max(shareOfRules - interval[0], interval[1] - shareOfRules);
  return `${shareText(shareOfRules)} ±${(100 * reach).toFixed(1)}`;
}
