import { Random } from '../../../fixtures/generator/random.ts';
import type { Clause, Order, PeerRule, Test } from './rule.ts';
import type { EventKind } from './vocabulary.ts';

const SEED = 2024;
const ORDERS: readonly Order[] = ['<', '<=', '>', '>='];

/**
 * Rules of the form that single-event rules in use have: a category, a code, names in a list, patterns over a command
 * line or path, a number, and what is left out again. Their values come from the stream, so that they are neither all
 * refused by the first clause nor all true. The same kinds give the same rules, and the first n of a larger set are the
 * set of n.
 *
 * @param kinds of the stream
 * @param count how many
 * @throws RangeError where the stream has no kind of event with a text in it
 */
export function makeRules(kinds: readonly EventKind[], count: number): PeerRule[] {
  const usable = kinds.filter(({ texts }) => texts.size > 0);
  if (usable.length === 0) {
    throw new RangeError(
      'no event has an event.category, an event.code or event.action, and a text such as process.executable: give a recording that kestrel-perf convert can read',
    );
  }
  const random = new Random(SEED);
  return Array.from({ length: count }, (_, at) => {
    const kind = random.pick(usable);
    return {
      id: `rule-${String(at + 1).padStart(4, '0')}`,
      category: kind.category,
      clauses: clausesFor(kind, random.fork()),
    };
  });
}

function clausesFor({ code, names, texts, numbers }: EventKind, random: Random): Clause[] {
  const clauses: Clause[] = [{ kind: 'equals', ...code }];
  if (names.size > 0 && random.percent(70)) clauses.push(oneOf(names, random));
  clauses.push(like(texts, random));
  if (numbers.size > 0 && random.percent(30)) clauses.push(compare(numbers, random));
  if (random.percent(40)) clauses.push({ kind: 'not', test: like(texts, random) });
  if (names.size > 0 && random.percent(20)) clauses.push({ kind: 'not', test: oneOf(names, random) });
  return clauses;
}

function oneOf(names: EventKind['names'], random: Random): Test {
  const [field, seen] = random.pick([...names]);
  const values = Array.from({ length: random.between(1, 8) }, () => {
    const name = random.pick(seen);
    // Rules name programs that a stream does not have, and write names as their author likes.
    if (random.percent(30)) return `tool-${random.between(1, 9_999)}.exe`;
    return random.percent(30) ? name.toUpperCase() : name;
  });
  return { kind: 'one-of', field, values: [...new Set(values)] };
}

function like(texts: EventKind['texts'], random: Random): Test {
  const [field, seen] = random.pick([...texts]);
  const patterns = Array.from({ length: random.between(1, 4) }, () =>
    pattern(random.pick(seen), seen, random),
  );
  return { kind: 'like', field, patterns: [...new Set(patterns)] };
}

/** A pattern that this text has. Rules fire seldom, so it is made of what few of the texts share. */
function pattern(text: string, seen: readonly string[], random: Random): string {
  // A wildcard in the text itself cannot be asked for in EQL.
  const plain = text.replaceAll(/[*?]/g, '?');
  const words = plain.split(/[^A-Za-z0-9._-]+/).filter((word) => word.length >= 3);
  const rare = words.filter(
    (word) => seen.filter((other) => other.includes(word)).length <= seen.length / 10,
  );
  if (rare.length === 0) return plain;
  const word = random.pick(rare);
  const kind = random.between(1, 10);
  if (kind <= 4) return `*${word}*`;
  const at = plain.lastIndexOf(word);
  if (kind <= 6)
    return at === 0 ? `${word}*` : `*${random.pick(words.slice(0, words.indexOf(word) + 1))}*${word}*`;
  if (kind <= 8) return `${plain.slice(0, at + word.length)}*`;
  return `*${plain.slice(at)}`;
}

function compare(numbers: EventKind['numbers'], random: Random): Test {
  const [field, seen] = random.pick([...numbers]);
  return { kind: 'compare', field, operator: random.pick(ORDERS), value: random.pick(seen) };
}
