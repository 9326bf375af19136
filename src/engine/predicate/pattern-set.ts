import { RE2JS } from 're2js';
import { globToRegex } from './glob-to-regex.ts';

/** Longest pattern, in UTF-16 units. */
const MAX_PATTERN_LENGTH = 10_000;

/**
 * Most instructions a pattern may need with all counts written out. Counts multiply: a pattern of a thousand
 * characters can be a million instructions, which take seconds and a gigabyte to make.
 */
const MAX_EXPANDED_LENGTH = 200_000;

/** All patterns of a rule may need as much as one: what it takes to make them is not the rule's memory, and nobody's limit. */
export const MAX_EXPANDED_LENGTH_OF_RULE = MAX_EXPANDED_LENGTH;

/** Counts within counts never multiply to more, RE2 sees to that. */
const MAX_REPEAT = 1_000;

const COUNT = /\{(\d+)(?:,(\d*))?\}/g;

/**
 * The regular expressions and globs of a rule, by number; the first of each has number 1. Matching takes time linear
 * in the text, whatever the pattern is. Regular expressions have RE2's syntax and are looked for anywhere in the text;
 * globs match whole texts.
 */
export class PatternSet {
  readonly #regexes: readonly RE2JS[];
  readonly #globs: readonly RE2JS[];

  /** @throws Error for a pattern that {@link patternFault} finds a fault in, and where all together are too large */
  constructor(regexes: readonly string[], globs: readonly string[]) {
    const length = [...regexes, ...globs].reduce((sum, pattern) => sum + expandedLength(pattern), 0);
    if (length > MAX_EXPANDED_LENGTH_OF_RULE) throw new Error('its patterns are too large together');
    this.#regexes = regexes.map(compileRegex);
    this.#globs = globs.map(compileGlob);
  }

  /** False for a number that no expression has. */
  matchesRegex(id: number, text: string): boolean {
    return this.#regexes[id - 1]?.test(text) ?? false;
  }

  /** False for a number that no glob has. */
  matchesGlob(id: number, text: string): boolean {
    return this.#globs[id - 1]?.testExact(text) ?? false;
  }
}

/** What is wrong with a pattern, as a sentence without a final stop; undefined if nothing is. */
export function patternFault(kind: 'regex' | 'glob', pattern: string): string | undefined {
  try {
    if (kind === 'regex') compileRegex(pattern);
    else compileGlob(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function compileRegex(pattern: string): RE2JS {
  checkLength(pattern);
  if (expandedLength(pattern) > MAX_EXPANDED_LENGTH) {
    throw new Error('it is too large with its counts written out: use fewer or smaller counts');
  }
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`not a regular expression of RE2: ${message.replace('error parsing regexp: ', '')}`);
  }
}

function compileGlob(pattern: string): RE2JS {
  checkLength(pattern);
  return RE2JS.compile(globToRegex(pattern), RE2JS.DOTALL);
}

function checkLength(pattern: string): void {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new Error(`it is longer than ${MAX_PATTERN_LENGTH} characters`);
  }
}

/**
 * The length of a pattern with its counts written out. Never too low, as whatever looks like a count is taken for one
 * around everything else.
 */
export function expandedLength(pattern: string): number {
  let factor = 1;
  for (const [, min, max] of pattern.matchAll(COUNT)) {
    factor = Math.min(MAX_REPEAT, factor * Math.max(1, Number(min), Number(max ?? 0)));
  }
  return pattern.length * factor;
}
