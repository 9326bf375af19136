import { type CaseRule, sameCharacter } from './case-rule.ts';
import type { Range, Regex } from './lucene-regex.ts';

/** Whether a regular expression matches a whole text. */
export function matchesRegex(regex: Regex, text: string, rule: CaseRule): boolean {
  const characters = Array.from(text);
  return endsFrom(regex, { characters, rule }, 0).has(characters.length);
}

interface Subject {
  readonly characters: readonly string[];
  readonly rule: CaseRule;
}

/**
 * All the places where a match that begins at `start` can end. Working with the whole set makes complement
 * and intersection what their names say: set operations.
 */
function endsFrom(regex: Regex, subject: Subject, start: number): ReadonlySet<number> {
  switch (regex.kind) {
    case 'nothing':
      return new Set();
    case 'set': {
      const next = subject.characters[start];
      return next !== undefined && isMember(regex, next, subject.rule) ? new Set([start + 1]) : new Set();
    }
    case 'sequence':
      return regex.parts.reduce(
        (ends, part) => endsFromAny(part, subject, ends),
        new Set([start]) as ReadonlySet<number>,
      );
    case 'either': {
      const [first, second] = regex.options;
      return new Set([...endsFrom(first, subject, start), ...endsFrom(second, subject, start)]);
    }
    case 'both': {
      const [first, second] = regex.sides;
      const secondEnds = endsFrom(second, subject, start);
      return new Set([...endsFrom(first, subject, start)].filter((end) => secondEnds.has(end)));
    }
    case 'complement': {
      const excluded = endsFrom(regex.operand, subject, start);
      return new Set(placesFrom(subject, start).filter((end) => !excluded.has(end)));
    }
    case 'repeat':
      return repeatEnds(regex, subject, start);
    case 'interval':
      return new Set(placesFrom(subject, start).filter((end) => isInInterval(regex, subject, start, end)));
  }
}

function endsFromAny(regex: Regex, subject: Subject, starts: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...starts].flatMap((start) => [...endsFrom(regex, subject, start)]));
}

/** Every place from `start` to the end of the text. */
function placesFrom(subject: Subject, start: number): readonly number[] {
  return Array.from({ length: subject.characters.length - start + 1 }, (_, offset) => start + offset);
}

function repeatEnds(regex: Regex & { kind: 'repeat' }, subject: Subject, start: number): ReadonlySet<number> {
  let ends: ReadonlySet<number> = new Set([start]);
  for (let count = 0; count < regex.least; count++) ends = endsFromAny(regex.operand, subject, ends);
  const reached = new Set(ends);
  for (let count = regex.least; count < regex.most; count++) {
    ends = new Set([...endsFromAny(regex.operand, subject, ends)].filter((end) => !reached.has(end)));
    if (ends.size === 0) break;
    for (const end of ends) reached.add(end);
  }
  return reached;
}

function isInInterval(
  regex: Regex & { kind: 'interval' },
  subject: Subject,
  start: number,
  end: number,
): boolean {
  const digits = subject.characters.slice(start, end).join('');
  if (!/^[0-9]+$/.test(digits) || (regex.width !== null && digits.length !== regex.width)) return false;
  return Number(digits) >= regex.low && Number(digits) <= regex.high;
}

function isMember(set: Regex & { kind: 'set' }, character: string, rule: CaseRule): boolean {
  return set.negated !== set.ranges.some((range) => isInRange(range, character, rule));
}

function isInRange([low, high]: Range, character: string, rule: CaseRule): boolean {
  if (low === high) return sameCharacter(String.fromCodePoint(low), character, rule);
  return caseForms(character, rule).some((form) => form >= low && form <= high);
}

/** The character and its other forms that count as the same, as code points. */
function caseForms(character: string, rule: CaseRule): readonly number[] {
  return [character, character.toLowerCase(), character.toUpperCase()]
    .filter((form) => Array.from(form).length === 1 && sameCharacter(form, character, rule))
    .map((form) => form.codePointAt(0)!);
}
