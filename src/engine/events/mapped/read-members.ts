import type { FieldMapping } from './field-mapping.ts';
import type { Mapping } from './mapping.ts';

/** The members, of the event's data or of its envelope, that the readers of some ECS paths may look at. */
export function readMembers({ fields, passThrough }: Mapping, paths: Iterable<string>): Set<string> {
  const tabled = new Map(fields.map((entry) => [entry.path, entry]));
  const members = new Set<string>();
  const add = (path: string): void => {
    for (const name of namesOf(tabled.get(path), add)) members.add(name);
    if (passThrough !== undefined && path.startsWith(`${passThrough.prefix}.`))
      members.add(path.slice(passThrough.prefix.length + 1));
  };
  for (const path of paths) add(path);
  return members;
}

function namesOf(entry: FieldMapping | undefined, addPath: (path: string) => void): readonly string[] {
  if (entry === undefined) return [];
  if ('union' in entry) {
    for (const path of entry.union) addPath(path);
    return [];
  }
  return entry.sources.flatMap((source) => (source.place === 'kind' ? [] : source.names));
}
