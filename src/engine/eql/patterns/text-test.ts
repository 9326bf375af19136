import { type WildcardPart, wildcardShape, wildcardTest } from './wildcard.ts';

export type TextTest = (text: string) => boolean;

/** A test of one text against alternatives, and, where it is short, the same test as a JavaScript expression. */
export interface CompiledTextTest {
  readonly test: TextTest;
  /** Builds the expression for a variable that holds a string; undefined where a call is the better form. */
  readonly inline: ((variable: string) => string) | undefined;
}

/** Beyond this many alternatives a call of `test` is shorter than the written-out form, and no slower. */
const INLINE_LIMIT = 4;

/** Any of the exact texts. */
export function exactTextTest(texts: readonly string[]): CompiledTextTest {
  return anyOf(texts.map((literal) => (literal === '' ? [] : [{ literal }])));
}

/** Any of the wildcard patterns. Texts and patterns must have been folded alike by the caller. */
export function anyOf(patterns: readonly (readonly WildcardPart[])[]): CompiledTextTest {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  const suffixes: string[] = [];
  const contained: string[] = [];
  const general: TextTest[] = [];
  let anything = false;
  for (const parts of patterns) {
    const shape = wildcardShape(parts);
    if (shape.kind === 'exact') exact.add(shape.text);
    else if (shape.kind === 'prefix') prefixes.push(shape.text);
    else if (shape.kind === 'suffix') suffixes.push(shape.text);
    else if (shape.kind === 'contains') contained.push(shape.text);
    else if (shape.kind === 'general') general.push(wildcardTest(shape.parts));
    else anything = true;
  }
  if (anything) return { test: () => true, inline: () => 'true' };
  let longestExact = -1;
  for (const text of exact) longestExact = Math.max(longestExact, text.length);
  const test: TextTest = (text) => {
    // A look-up hashes the whole text, which for a command line takes longer than everything below.
    if (text.length <= longestExact && exact.has(text)) return true;
    for (const prefix of prefixes) if (text.startsWith(prefix)) return true;
    for (const suffix of suffixes) if (text.endsWith(suffix)) return true;
    for (const part of contained) if (text.includes(part)) return true;
    for (const matches of general) if (matches(text)) return true;
    return false;
  };
  const inline = (variable: string) =>
    [
      ...[...exact].map((text) => `${variable} === ${JSON.stringify(text)}`),
      ...prefixes.map((text) => `${variable}.startsWith(${JSON.stringify(text)})`),
      ...suffixes.map((text) => `${variable}.endsWith(${JSON.stringify(text)})`),
      ...contained.map((text) => `${variable}.includes(${JSON.stringify(text)})`),
    ].join(' || ');
  const short = general.length === 0 && patterns.length <= INLINE_LIMIT && patterns.length > 0;
  return { test, inline: short ? inline : undefined };
}
