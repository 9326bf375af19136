/**
 * One kind of event that a mapping knows, such as Sysmon's "process created", with what ECS says about every
 * event of the kind. A list has the order in which it is reported.
 */
export interface EventKind {
  /** The names it answers to in selectors, the narrowest first: `['sysmon-linux', 'sysmon']`. */
  readonly groups: readonly string[];
  /** The event id or action type; undefined for the events of a group that are not listed one by one. */
  readonly code: string | undefined;
  readonly category?: readonly string[];
  readonly type?: readonly string[];
  readonly action?: string;
  readonly outcome?: string;
}

/** A kind's place in its catalogue, from 0. */
export type KindIndex = number;

/**
 * Which kinds something holds for: group names with optional codes and code ranges, separated by spaces, as
 * in `sysmon:1,5 security:4720-4726`; `any` means all.
 */
export type KindSelector = string;

/**
 * The kinds a selector means. Throws where it names a kind that the catalogue lacks: a slip in a mapping
 * must not pass for a field that events do not have.
 */
export function selectKinds(kinds: readonly EventKind[], selector: KindSelector): ReadonlySet<KindIndex> {
  let ofCatalogue = selections.get(kinds);
  if (ofCatalogue === undefined) selections.set(kinds, (ofCatalogue = new Map()));
  let selected = ofCatalogue.get(selector);
  if (selected === undefined) ofCatalogue.set(selector, (selected = select(kinds, selector)));
  return selected;
}

/** Selectors come from the tables of the project, which say the same ones again and again. */
const selections = new WeakMap<readonly EventKind[], Map<KindSelector, ReadonlySet<KindIndex>>>();

function select(kinds: readonly EventKind[], selector: KindSelector): ReadonlySet<KindIndex> {
  const selected = new Set<KindIndex>();
  for (const term of selector.split(' ')) {
    const [group, codes] = term.split(':') as [string, string | undefined];
    const inGroup = kinds.flatMap((kind, index) =>
      group === 'any' || kind.groups.includes(group) ? [index] : [],
    );
    if (inGroup.length === 0)
      throw new Error(`no kind of event belongs to '${group}' (selector '${selector}')`);
    if (codes === undefined) {
      for (const index of inGroup) selected.add(index);
      continue;
    }
    for (const range of codes.split(',')) {
      const found = inGroup.filter((index) => inRange(kinds[index]!.code, range));
      if (found.length === 0) throw new Error(`no kind '${group}:${range}' (selector '${selector}')`);
      for (const index of found) selected.add(index);
    }
  }
  return selected;
}

function inRange(code: string | undefined, range: string): boolean {
  if (code === undefined) return false;
  if (code === range) return true;
  const bounds = /^(\d+)-(\d+)$/.exec(range);
  return bounds !== null && Number(code) >= Number(bounds[1]) && Number(code) <= Number(bounds[2]);
}
