import { readFile } from 'node:fs/promises';

/** What rules found: numbers of events (from 1), by rule. A rule that found nothing may be missing. */
export type Answers = ReadonlyMap<string, ReadonlySet<number>>;

/** Gathers answers from pairs, in any order. */
export function gatherAnswers(found: Iterable<readonly [rule: string, event: number]>): Answers {
  const answers = new Map<string, Set<number>>();
  for (const [rule, event] of found) {
    const events = answers.get(rule) ?? new Set();
    answers.set(rule, events.add(event));
  }
  return answers;
}

/**
 * Reads lines of `{"rule": "rule-0001", "events": [1, 2]}`.
 *
 * @throws Error where a line is something else
 */
export async function readAnswerLines(file: string): Promise<Answers> {
  const pairs: [string, number][] = [];
  for (const line of await readJsonLines(file)) {
    const { rule, events } = line as { rule?: unknown; events?: unknown };
    if (typeof rule !== 'string' || !Array.isArray(events))
      throw new Error(`${file} has a line that is no answer: ${JSON.stringify(line).slice(0, 100)}`);
    for (const event of events) pairs.push([rule, Number(event)]);
  }
  return gatherAnswers(pairs);
}

/**
 * The values of an NDJSON file, objects or lists.
 *
 * @throws Error where a line is no JSON
 */
export async function readJsonLines(file: string): Promise<object[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, at) => {
    if (line === '') return [];
    try {
      return [Object(JSON.parse(line)) as object];
    } catch {
      throw new Error(`${file}, line ${at + 1} is no JSON: ${JSON.stringify(line.slice(0, 100))}`);
    }
  });
}

/** The answers about the first `count` events. */
export function answersUntil(answers: Answers, count: number): Answers {
  return gatherAnswers(
    [...answers].flatMap(([rule, events]) =>
      [...events].filter((event) => event <= count).map((event) => [rule, event] as const),
    ),
  );
}

/** How many answers there are, of all rules. */
export function countAnswers(answers: Answers): number {
  return [...answers.values()].reduce((sum, events) => sum + events.size, 0);
}

/**
 * Where two sets of answers differ, one line per rule: `rule-0001: event 7 is missing, 8 and 9 are too many`.
 *
 * @param expected of kestrel-perf
 * @param given of the peer
 * @returns empty where they are the same
 */
export function differences(expected: Answers, given: Answers): string[] {
  const rules = [...new Set([...expected.keys(), ...given.keys()])].sort();
  return rules.flatMap((rule) => {
    const missing = without(expected.get(rule), given.get(rule));
    const tooMany = without(given.get(rule), expected.get(rule));
    if (missing.length + tooMany.length === 0) return [];
    const parts = [
      ...(missing.length > 0 ? [`${eventList(missing)} not found`] : []),
      ...(tooMany.length > 0 ? [`${eventList(tooMany)} found beyond that`] : []),
    ];
    return [`${rule}: ${parts.join(', ')}`];
  });
}

function without(these: ReadonlySet<number> | undefined, those: ReadonlySet<number> | undefined): number[] {
  return [...(these ?? [])].filter((event) => !those?.has(event)).sort((a, b) => a - b);
}

function eventList(events: readonly number[]): string {
  const shown = events.slice(0, 5).join(', ');
  const more = events.length > 5 ? ` and ${events.length - 5} more` : '';
  return `event${events.length === 1 ? '' : 's'} ${shown}${more}`;
}
