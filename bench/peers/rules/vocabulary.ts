/** What one kind of event holds, for rules to be made of. */
export interface EventKind {
  /** A value of `event.category`. */
  readonly category: string;
  /** The field that names the kind, and its value. */
  readonly code: { readonly field: 'event.code' | 'event.action'; readonly value: string };
  /** Values seen, by field; the first ones of a long stream. Never empty. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly numbers: ReadonlyMap<string, readonly number[]>;
}

/** Fields that rules hold against lists of names. */
const NAME_FIELDS = ['process.name', 'process.parent.name', 'user.name', 'dll.name'];
/** Fields that rules hold against patterns. */
const TEXT_FIELDS = [
  'process.command_line',
  'process.executable',
  'process.parent.executable',
  'file.path',
  'registry.path',
  'dns.question.name',
  'destination.domain',
];
const NUMBER_FIELDS = ['destination.port', 'process.pid', 'process.parent.pid', 'process.args_count'];
/** Kept of a field, at most. */
const MOST_VALUES = 300;
/** Plain texts only: peers differ in how they fold other letters. */
const PLAIN = /^[\x20-\x7e]{3,1000}$/;

interface Seen {
  readonly category: string;
  readonly code: EventKind['code'];
  readonly values: Map<string, Set<string | number>>;
}

/**
 * The kinds of events in a stream, in order of their first event. A field that anywhere holds something else than one
 * value (a list, a number where texts are asked for) is left out: peers differ in what that means.
 *
 * @param events decoded ECS events
 */
export async function vocabularyOf(events: Iterable<unknown> | AsyncIterable<unknown>): Promise<EventKind[]> {
  const kinds = new Map<string, Seen>();
  const unfit = new Set<string>();
  for await (const event of events) {
    const code = codeOf(event);
    if (code === undefined) continue;
    const categories = [valueAt(event, 'event.category')].flat();
    for (const category of categories) {
      if (typeof category !== 'string' || !/^[a-z_]+$/.test(category)) continue;
      const key = `${category} ${code.value}`;
      const seen = kinds.get(key) ?? { category, code, values: new Map() };
      kinds.set(key, seen);
      for (const field of [...NAME_FIELDS, ...TEXT_FIELDS]) collect(event, field, 'string', seen, unfit);
      for (const field of NUMBER_FIELDS) collect(event, field, 'number', seen, unfit);
    }
  }
  const pick = <T>({ values }: Seen, fields: readonly string[]): Map<string, T[]> =>
    new Map(
      fields.flatMap((field) => {
        const found = unfit.has(field) ? undefined : values.get(field);
        return found === undefined ? [] : [[field, [...found] as T[]]];
      }),
    );
  return [...kinds.values()].map((seen) => ({
    category: seen.category,
    code: seen.code,
    names: pick<string>(seen, NAME_FIELDS),
    texts: pick<string>(seen, TEXT_FIELDS),
    numbers: pick<number>(seen, NUMBER_FIELDS),
  }));
}

function codeOf(event: unknown): EventKind['code'] | undefined {
  for (const field of ['event.code', 'event.action'] as const) {
    const value = valueAt(event, field);
    if (typeof value === 'string' && PLAIN.test(value.padStart(3))) return { field, value };
  }
  return undefined;
}

function collect(
  event: unknown,
  field: string,
  type: 'string' | 'number',
  { values }: Seen,
  unfit: Set<string>,
): void {
  const value = valueAt(event, field);
  if (value === undefined || value === null) return;
  if (typeof value !== type) unfit.add(field);
  if (typeof value === 'string' ? !PLAIN.test(value) : !Number.isSafeInteger(value)) return;
  const found = values.get(field) ?? new Set();
  if (found.size < MOST_VALUES) values.set(field, found.add(value as string | number));
}

/** What lies at a path of nested objects; undefined where there is nothing. */
function valueAt(event: unknown, path: string): unknown {
  let value = event;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
