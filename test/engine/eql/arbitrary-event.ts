import fc from 'fast-check';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { FIELD_PATHS, TEXTS } from './arbitrary-constants.ts';

/** Numbers that queries ask for or compute with, and some at the edges of what a number holds exactly. */
const NUMBERS = [0, 1, 2, 3, 12, -1, -7, 0.5, 1.5, 2 ** 53 - 1, 1e7, 1e21];
const WIDE_NUMBERS = [2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, 2n ** 64n - 1n];

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.constantFrom(...WIDE_NUMBERS) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);

/** One value, several of mixed types, arrays in arrays, or nothing in one of its forms. */
const fieldContent = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 3, arbitrary: fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, {}, { other: 1 }) },
);

/** How a path is written down: after which names a dot follows, and whether objects stand in arrays. */
const spelling = fc.record({
  dots: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
  inArray: fc.boolean(),
});

/** Queries compared with these events ask for one of these, so that the category seldom decides. */
export const EVENT_CATEGORIES = ['process', 'file', '__proto__'];

const category = fc.oneof(
  { weight: 4, arbitrary: fc.shuffledSubarray(EVENT_CATEGORIES, { minLength: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, [], ...EVENT_CATEGORIES) },
);

/**
 * An event as it comes out of the decoder. The fields of the queries are nested, dotted, both at once, or
 * missing; they hold texts that queries look for, numbers, numbers as texts, and arrays of a mixture.
 */
export const arbitraryEvent: fc.Arbitrary<EventRecord> = fc
  .record({
    members: fc.array(fc.record({ path: fc.constantFrom(...FIELD_PATHS), content: fieldContent, spelling }), {
      maxLength: 12,
    }),
    category,
  })
  .map(({ members, category }) => {
    const event: Record<string, unknown> = category === undefined ? {} : { event: { category } };
    for (const { path, content, spelling: how } of members)
      place(event, spell(path, how.dots), content, how.inArray);
    return event;
  });

/** The names a path is made of, some of them joined by dots: `a.b.c` as `a.b`, `c`. */
function spell(path: string, dots: readonly boolean[]): readonly string[] {
  return path.split('.').reduce<string[]>((names, name, at) => {
    if (dots[at - 1]) names.push(`${names.pop()}.${name}`);
    else names.push(name);
    return names;
  }, []);
}

/** Puts a value into nested objects. Where something else stands in the way already, it is left out. */
function place(
  holder: Record<string, unknown>,
  [name, ...rest]: readonly string[],
  content: unknown,
  inArray: boolean,
): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    if (!Object.hasOwn(holder, name)) define(holder, name, content);
    return;
  }
  if (!Object.hasOwn(holder, name)) define(holder, name, inArray ? [{}] : {});
  const next = holder[name];
  if (Array.isArray(next)) {
    const added = {};
    place(added, rest, content, inArray);
    next.push(added);
  } else if (typeof next === 'object' && next !== null) {
    place(next as Record<string, unknown>, rest, content, inArray);
  }
}

/** Assigns as `JSON.parse` does: `__proto__` becomes an ordinary member. */
function define(holder: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
}
