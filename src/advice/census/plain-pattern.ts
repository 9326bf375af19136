import type { Dialect, Expression, TextMatch } from '../../engine/eql/ast.ts';
import { declaredType } from '../../engine/eql/compile/field-types.ts';
import { parseRegex, RegexSyntaxError } from '../../engine/eql/patterns/lucene-regex.ts';
import type { RegexNode } from '../../engine/eql/patterns/regex-node.ts';

/** A regular expression that says no more than: this text, at its beginning, at its end, anywhere, or as a whole. */
interface PlainText {
  readonly text: string;
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/** More alternatives than that are no plainer than the pattern. */
const MAX_TEXTS = 32;
/** Longer patterns are not taken apart. */
const MAX_PATTERN_LENGTH = 1_000;

/**
 * The plain form of a match with regular expressions, which means the same for every text: `in` for whole texts,
 * `startsWith`, `endsWith`, or wildcards. Undefined where there is none, and for patterns of `:` and `like`: those the
 * engine runs as plain as they can be.
 */
export function plainForm(match: TextMatch, dialect: Dialect): Expression | undefined {
  if (match.operator !== 'regex' || match.value.kind !== 'field') return undefined;
  const texts: PlainText[] = [];
  for (const { value } of match.patterns) {
    const found = typeof value === 'string' ? plainTexts(value, dialect) : undefined;
    if (found === undefined) return undefined;
    texts.push(...found);
  }
  if (texts.length > MAX_TEXTS) return undefined;
  return inForm(match, texts) ?? callForm(match, texts) ?? wildcardForm(match, texts);
}

function inForm(
  { value, insensitive, span }: TextMatch,
  texts: readonly PlainText[],
): Expression | undefined {
  const isWhole = texts.every(({ openStart, openEnd }) => !openStart && !openEnd);
  // In a field of dates or addresses `in` compares those and not texts.
  if (!isWhole || value.kind !== 'field' || declaredType(value.path) !== undefined) return undefined;
  const list = texts.map(({ text }) => literal(text, span));
  return { kind: 'in', insensitive, negated: false, value, list, span };
}

function callForm(
  { value, insensitive, span }: TextMatch,
  texts: readonly PlainText[],
): Expression | undefined {
  const [only] = texts;
  if (texts.length !== 1 || only === undefined || only.openStart === only.openEnd || only.text === '')
    return undefined;
  // Elasticsearch takes the constant of endsWith for a pattern.
  if (only.openStart && /[*?\\]/.test(only.text)) return undefined;
  const name = only.openEnd ? 'startsWith' : 'endsWith';
  return { kind: 'call', name, insensitive, args: [value, literal(only.text, span)], span };
}

function wildcardForm(match: TextMatch, texts: readonly PlainText[]): Expression | undefined {
  if (texts.some(({ text }) => /[*?]/.test(text))) return undefined;
  const patterns = texts.map(({ text, openStart, openEnd }) =>
    literal(`${openStart ? '*' : ''}${text}${openEnd ? '*' : ''}`, match.span),
  );
  return { ...match, operator: 'like', patterns };
}

function literal(value: string, span: TextMatch['span']) {
  return { kind: 'literal', value, decimal: false, span } as const;
}

/** Undefined where a pattern says more, and where it is broken. */
function plainTexts(pattern: string, dialect: Dialect): readonly PlainText[] | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return undefined;
  try {
    const texts = waysThrough(parseRegex(pattern, dialect))?.map(plainText);
    return texts?.every((text) => text !== undefined) ? texts : undefined;
  } catch (error) {
    if (error instanceof RegexSyntaxError) return undefined;
    throw error;
  }
}

/** `.*` */
const ANY_RUN = Symbol('any run');
/** The characters of one way through a pattern. */
type Way = readonly (string | typeof ANY_RUN)[];

/** All ways through a pattern; undefined where it is not made of alternatives of plain characters, or they are many. */
function waysThrough(node: RegexNode): readonly Way[] | undefined {
  switch (node.kind) {
    case 'literal':
      return [[String.fromCodePoint(node.codePoint)]];
    case 'repeat': {
      const isAnyRun = node.node.kind === 'any' && node.min === 0 && node.max === null;
      return isAnyRun ? [[ANY_RUN]] : undefined;
    }
    case 'concat':
      return node.parts.reduce<readonly Way[] | undefined>(
        (ways, part) => ways && followedBy(ways, waysThrough(part)),
        [[]],
      );
    case 'alternation': {
      const options = node.options.map(waysThrough);
      return options.every((ways) => ways !== undefined) ? atMost(options.flat()) : undefined;
    }
    default:
      return undefined;
  }
}

function followedBy(ways: readonly Way[], next: readonly Way[] | undefined): readonly Way[] | undefined {
  // Before they are written out: two lists of many make a list of far too many.
  if (next === undefined || ways.length * next.length > MAX_TEXTS) return undefined;
  return ways.flatMap((way) => next.map((rest) => [...way, ...rest]));
}

function atMost(ways: readonly Way[]): readonly Way[] | undefined {
  return ways.length > MAX_TEXTS ? undefined : ways;
}

function plainText(way: Way): PlainText | undefined {
  const openStart = way[0] === ANY_RUN;
  const openEnd = way.length > 1 && way.at(-1) === ANY_RUN;
  const characters = way.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  return characters.includes(ANY_RUN) ? undefined : { text: characters.join(''), openStart, openEnd };
}
