import { type KindIndex, selectKinds } from './event-kind.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { Mapping } from './mapping.ts';

/** Tells which members of a record, of the event's data or of its envelope, the readers of ECS paths may look at. */
export class MemberTable {
  readonly #mapping: Mapping;
  readonly #fields: ReadonlyMap<string, FieldMapping>;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
    this.#fields = new Map(mapping.fields.map((entry) => [entry.path, entry]));
  }

  /**
   * The members that the readers of some paths may look at.
   *
   * @param kind in events of this kind; in those of any kind unless given
   */
  membersOf(paths: Iterable<string>, kind?: KindIndex): Set<string> {
    const members = new Set<string>();
    for (const path of paths) this.#add(path, kind, members);
    return members;
  }

  #add(path: string, kind: KindIndex | undefined, members: Set<string>): void {
    const { kinds, passThrough } = this.#mapping;
    if (passThrough !== undefined && path.startsWith(`${passThrough.prefix}.`))
      members.add(path.slice(passThrough.prefix.length + 1));
    const entry = this.#fields.get(path);
    if (entry === undefined) return;
    if ('union' in entry) {
      for (const part of entry.union) this.#add(part, kind, members);
      return;
    }
    for (const source of entry.sources) {
      if (source.place === 'kind') continue;
      if (kind !== undefined && !selectKinds(kinds, source.when).has(kind)) continue;
      for (const name of source.names) members.add(name);
    }
  }
}
