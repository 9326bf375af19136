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
  let catalogue = catalogues.get(kinds);
  if (catalogue === undefined)
    catalogues.set(kinds, (catalogue = { groups: groupsOf(kinds), selections: new Map() }));
  let selected = catalogue.selections.get(selector);
  if (selected === undefined)
    catalogue.selections.set(selector, (selected = select(catalogue.groups, selector)));
  return selected;
}

/** The kinds that answer to one name. */
interface Group {
  readonly all: KindIndex[];
  /** Several where the group spans logs that number their events alike. */
  readonly byCode: Map<string, KindIndex[]>;
}

/** What is kept of a catalogue: selectors come from the tables of the project, which say the same ones again and again. */
interface Catalogue {
  readonly groups: ReadonlyMap<string, Group>;
  readonly selections: Map<KindSelector, ReadonlySet<KindIndex>>;
}

const catalogues = new WeakMap<readonly EventKind[], Catalogue>();

function groupsOf(kinds: readonly EventKind[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const [index, { groups: names, code }] of kinds.entries()) {
    for (const name of [...names, 'any']) {
      let group = groups.get(name);
      if (group === undefined) groups.set(name, (group = { all: [], byCode: new Map() }));
      group.all.push(index);
      if (code === undefined) continue;
      const alike = group.byCode.get(code);
      if (alike === undefined) group.byCode.set(code, [index]);
      else alike.push(index);
    }
  }
  return groups;
}

function select(groups: ReadonlyMap<string, Group>, selector: KindSelector): ReadonlySet<KindIndex> {
  const selected = new Set<KindIndex>();
  for (const term of selector.split(' ')) {
    const [name, codes] = term.split(':') as [string, string | undefined];
    const group = groups.get(name);
    if (group === undefined)
      throw new Error(`no kind of event belongs to '${name}' (selector '${selector}')`);
    if (codes === undefined) {
      for (const index of group.all) selected.add(index);
      continue;
    }
    for (const range of codes.split(',')) {
      const found = codesOf(range).flatMap((code) => group.byCode.get(code) ?? []);
      if (found.length === 0) throw new Error(`no kind '${name}:${range}' (selector '${selector}')`);
      for (const index of found) selected.add(index);
    }
  }
  return selected;
}

/** The codes of a range such as `4720-4726`; anything else is a code itself. */
function codesOf(range: string): readonly string[] {
  const bounds = /^(\d+)-(\d+)$/.exec(range);
  if (bounds === null) return [range];
  const [, first, last] = bounds.map(Number) as [number, number, number];
  return Array.from({ length: last - first + 1 }, (_, offset) => String(first + offset));
}
