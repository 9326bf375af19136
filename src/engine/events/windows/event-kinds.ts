import type { EventKind, KindIndex } from '../mapped/event-kind.ts';
import { ACCOUNT_KINDS } from './account-kinds.ts';
import { idsOf, type KindRow } from './kind-row.ts';
import { LOG_GROUPS, type LogGroup, OTHER_LOG } from './log-groups.ts';
import { POWERSHELL_CLASSIC_KINDS, POWERSHELL_OPERATIONAL_KINDS } from './powershell-kinds.ts';
import { SECURITY_KINDS } from './security-kinds.ts';
import { SYSMON_KINDS } from './sysmon-kinds.ts';

/** A kind of Windows event, and the log it is from. */
export interface WindowsKind extends EventKind {
  readonly log: LogGroup;
}

/** Service Control Manager and the event log service; Elastic gives the System log no category. */
const SYSTEM_KINDS: readonly KindRow[] = [['104 7036 7040 7045', '', '', undefined]];

const ROWS: ReadonlyMap<string, readonly KindRow[]> = new Map([
  ['sysmon-windows', SYSMON_KINDS],
  // The pipeline for Linux has one action for all of them.
  ['sysmon-linux', SYSMON_KINDS.map(([ids, category, type]): KindRow => [ids, category, type, 'log'])],
  ['security', [...SECURITY_KINDS, ...ACCOUNT_KINDS]],
  ['system', SYSTEM_KINDS],
  ['powershell-classic', POWERSHELL_CLASSIC_KINDS],
  ['powershell-operational', POWERSHELL_OPERATIONAL_KINDS],
]);

/** What events of a log are when their id is not listed: PowerShell's pipelines classify the whole log. */
const UNLISTED: ReadonlyMap<string, KindRow> = new Map([
  ['powershell-classic', ['0', 'process', 'info', undefined]],
  ['powershell-operational', ['0', 'process', 'info', undefined]],
  ['sysmon-linux', ['0', '', '', 'log']],
]);

function kind(log: LogGroup, code: number | undefined, row: KindRow): WindowsKind {
  const [, category, type, action, outcome] = row;
  return {
    log,
    groups: [log.name, ...(log.aliases ?? [])],
    code: code === undefined ? undefined : String(code),
    ...(category !== '' && { category: category.split(' ') }),
    ...(type !== '' && { type: type.split(' ') }),
    ...(action !== undefined && { action }),
    ...(outcome !== undefined && { outcome }),
  };
}

/** Every kind of Windows event: those listed by id, and for each log the rest. */
export const WINDOWS_KINDS: readonly WindowsKind[] = [...LOG_GROUPS, OTHER_LOG].flatMap((log) => [
  ...(ROWS.get(log.name) ?? []).flatMap((row) => idsOf(row).map((id) => kind(log, id, row))),
  kind(log, undefined, UNLISTED.get(log.name) ?? ['0', '', '', undefined]),
]);

interface KindsOfLog {
  readonly byId: ReadonlyMap<number, KindIndex>;
  readonly unlisted: KindIndex;
}

function kindsOf(log: LogGroup): KindsOfLog {
  const indexed = WINDOWS_KINDS.map((entry, index) => ({ entry, index })).filter(
    ({ entry }) => entry.log === log,
  );
  const byId = new Map(
    indexed.flatMap(({ entry, index }) => (entry.code === undefined ? [] : [[Number(entry.code), index]])),
  );
  return { byId, unlisted: indexed.find(({ entry }) => entry.code === undefined)!.index };
}

/** By name in the usual spelling and in lower case, so that the usual one is found at once. */
function byName(nameOf: (log: LogGroup) => string | undefined): ReadonlyMap<string, KindsOfLog> {
  const found = new Map<string, KindsOfLog>();
  for (const log of LOG_GROUPS) {
    const name = nameOf(log);
    if (name === undefined) continue;
    found.set(name, kindsOf(log));
    found.set(name.toLowerCase(), kindsOf(log));
  }
  return found;
}

const BY_CHANNEL = byName((log) => log.channel);
const BY_PROVIDER = byName((log) => log.provider);
const OTHERS = kindsOf(OTHER_LOG);

/** The kind of an event by its channel (any case), its provider where it has no channel, and its id. */
export function kindOf(channel: unknown, provider: unknown, eventId: unknown): KindIndex {
  const log =
    typeof channel === 'string' && channel !== ''
      ? lookUp(BY_CHANNEL, channel)
      : lookUp(BY_PROVIDER, provider);
  const { byId, unlisted } = log ?? OTHERS;
  return byId.get(idOf(eventId)) ?? unlisted;
}

function lookUp(logs: ReadonlyMap<string, KindsOfLog>, name: unknown): KindsOfLog | undefined {
  return typeof name === 'string' ? (logs.get(name) ?? logs.get(name.toLowerCase())) : undefined;
}

/** Ids are numbers, or text in some recordings; whatever else an event puts there is no id. */
function idOf(eventId: unknown): number {
  return typeof eventId === 'string' ? Number(eventId) : typeof eventId === 'number' ? eventId : Number.NaN;
}
