import type { Dialect } from './ast.ts';
import { isPlainName, KEYWORDS } from './keywords.ts';

/** A known mistake: what it is and how to write it right. */
export interface SyntaxHint {
  readonly message: string;
  readonly advice: string;
}

interface KnownMistake extends SyntaxHint {
  /** Sticky; tried where the grammar stopped. */
  readonly at: RegExp;
  /** What must stand right before, white space aside. */
  readonly after?: RegExp;
}

/** The first that fits is taken. */
const KNOWN_MISTAKES: readonly KnownMistake[] = [
  {
    at: /not\b/y,
    after: /[=<>+*/%-]$/,
    message: 'a condition used as a value stands in brackets',
    advice: 'Write (not …)',
  },
  {
    at: /\(/y,
    after: /\?[A-Za-z0-9_@.]+~?$/,
    message: 'only a field can be optional',
    advice: 'Remove the ? before the function',
  },
  {
    at: /===|=~/y,
    message: 'there is no such operator',
    advice: 'Write == for equality, : or in~ to ignore case',
  },
  {
    at: /=/y,
    after: /(?:^|[^=!<>])$/,
    message: '`=` does not compare',
    advice: 'Write ==, or : to ignore case',
  },
  { at: /<>|!==/y, message: 'there is no such operator', advice: 'Write != for inequality' },
  { at: /!:/y, message: 'there is no `!:`', advice: 'Write not field : "…"' },
  {
    at: /!\s*(?:in|like|regex)\b/y,
    message: '`!` does not negate an operator',
    advice: 'Write not in (…), or not before the field',
  },
  {
    at: /(?::|like\b|regex\b)/y,
    after: /\bnot$/,
    message: 'only `in` can follow a `not`',
    advice: 'Write not before the field: not field : "…"',
  },
  {
    at: /regex~?\s*\(/y,
    message: '`regex(…)` belongs to the Kestrel dialect',
    advice: 'Write field regex "pattern"',
  },
  {
    at: /\[/y,
    after: /[A-Za-z0-9_`]$/,
    message: 'elements of an array cannot be picked',
    advice: 'A comparison holds when any element does; leave the index out',
  },
  {
    at: /of\b/y,
    after: /\b(?:child|descendant|event)$/,
    message: 'lineage (child of, descendant of, event of) is not supported',
    advice: 'Compare with process.parent fields, or write a sequence',
  },
  {
    at: /by\b/y,
    after: /maxspan\s*=\s*[0-9]+\s*[a-z]+$/,
    message: '`by` comes before `with`',
    advice: 'Write sequence by … with maxspan=…',
  },
  {
    at: /x[0-9A-Fa-f]+/y,
    after: /\b0$/,
    message: 'there are no hexadecimal numbers',
    advice: 'Write the number in decimal',
  },
  { at: /[)\]]/y, after: /,$/, message: 'a comma without anything after it', advice: 'Remove the comma' },
  {
    at: /[)\]]/y,
    after: /\($/,
    message: 'brackets without anything in them',
    advice: 'Write a value between them',
  },
  {
    at: /\+|-|[0-9.]/y,
    after: /maxspan\s*=$/,
    message: 'maxspan must be a whole number above zero',
    advice: 'Write as in maxspan=5m',
  },
  {
    at: /[-+]/y,
    after: /(?::|\blike~?|\bregex~?)(?:\s*\()?$/,
    message: 'a pattern must be a string',
    advice: 'Write it in quotes, or compare by ==',
  },
];

/**
 * The known mistake, if any, that made the grammar stop.
 *
 * @param offset where it stopped, at the first character it could not use.
 * @param nameExpected whether a name could have stood there.
 */
export function findSyntaxHint(
  text: string,
  offset: number,
  dialect: Dialect,
  nameExpected: boolean,
): SyntaxHint | undefined {
  const before = text.slice(Math.max(0, offset - 200), offset).trimEnd();
  return (
    dashComment(text, offset, dialect) ??
    wordInWrongCase(text, offset, before) ??
    KNOWN_MISTAKES.find((mistake) => fits(mistake, text, offset, before)) ??
    patternThatIsNoConstant(text, offset, before) ??
    (nameExpected ? reservedWord(text, offset) : undefined)
  );
}

function fits({ at, after }: KnownMistake, text: string, offset: number, before: string): boolean {
  at.lastIndex = offset;
  return at.test(text) && (after === undefined || after.test(before));
}

function dashComment(text: string, offset: number, dialect: Dialect): SyntaxHint | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset + 2).replace(/"[^"]*"/g, '""');
  if (dialect === 'kestrel' || !line.includes('--')) return undefined;
  return {
    message: '`--` starts a comment in the Kestrel dialect only',
    advice: 'Write // instead, or set the dialect of the rule to kestrel',
  };
}

/** `AND` where the grammar stopped, or `NOT`, read as a field, right before that place. */
function wordInWrongCase(text: string, offset: number, before: string): SyntaxHint | undefined {
  const suspects = [wordAt(text, offset), /[A-Za-z0-9_@.]+$/.exec(before)?.[0] ?? ''];
  const word = suspects.find((name) => isPlainName(name) && KEYWORDS.has(name.toLowerCase()));
  if (word === undefined) return undefined;
  return { message: `\`${word}\` must be in lower case`, advice: `Write ${word.toLowerCase()}` };
}

function patternThatIsNoConstant(text: string, offset: number, before: string): SyntaxHint | undefined {
  if (!/(?::|\blike~?|\bregex~?)(?:\s*\()?$/.test(before) || !isPlainName(wordAt(text, offset)))
    return undefined;
  return {
    message: 'a pattern must be a constant',
    advice: 'Write text in double quotes; to compare two fields use a function such as startsWith~',
  };
}

function reservedWord(text: string, offset: number): SyntaxHint | undefined {
  const word = wordAt(text, offset);
  if (!KEYWORDS.has(word)) return undefined;
  return {
    message: `\`${word}\` is not expected here`,
    advice: `It is a reserved word; a field of that name stands in backquotes: \`${word}\``,
  };
}

function wordAt(text: string, offset: number): string {
  const word = /[A-Za-z_@][A-Za-z0-9_]*/y;
  word.lastIndex = offset;
  return word.exec(text)?.[0] ?? '';
}
