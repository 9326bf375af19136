import type { Dialect } from '../ast.ts';
import { numericInterval } from './numeric-interval.ts';
import { type CodePointRange, type RegexNode, repeat } from './regex-node.ts';

/** A fault in a pattern; `at` counts code points from the pattern's start. */
export class RegexSyntaxError extends Error {
  override readonly name = 'RegexSyntaxError';
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const CLASSES: Record<string, { ranges: CodePointRange[]; negated: boolean }> = {
  d: { ranges: [[48, 57]], negated: false },
  D: { ranges: [[48, 57]], negated: true },
  w: {
    ranges: [
      [48, 57],
      [65, 90],
      [95, 95],
      [97, 122],
    ],
    negated: false,
  },
  W: {
    ranges: [
      [48, 57],
      [65, 90],
      [95, 95],
      [97, 122],
    ],
    negated: true,
  },
  s: {
    ranges: [
      [9, 10],
      [13, 13],
      [32, 32],
    ],
    negated: false,
  },
  S: {
    ranges: [
      [9, 10],
      [13, 13],
      [32, 32],
    ],
    negated: true,
  },
};

const MAX_CODE_POINT = 0x10ffff;
/** Lucene refuses automata beyond 10,000 states; a repeat above this can only be a mistake or an attack. */
export const MAX_REPEAT = 1000;
const MAX_DEPTH = 100;

/** The longest pattern that is read, in code points. */
export const MAX_PATTERN_LENGTH = 10_000;

/**
 * Reads a pattern with all of Lucene's optional operators on: `~ & < > @ # "` are special. In the Kestrel
 * dialect those are plain characters, and `^` at the start and `$` at the end of an alternative are the
 * anchors their authors meant, hence nothing in a whole-text match.
 */
export function parseRegex(pattern: string, dialect: Dialect): RegexNode {
  return new RegexParser(Array.from(pattern), dialect === 'elastic').parse();
}

class RegexParser {
  #at = 0;
  #depth = 0;
  readonly #characters: readonly string[];
  readonly #allOperators: boolean;

  constructor(characters: readonly string[], allOperators: boolean) {
    this.#characters = characters;
    this.#allOperators = allOperators;
  }

  parse(): RegexNode {
    if (this.#characters.length > MAX_PATTERN_LENGTH) {
      throw new RegexSyntaxError(
        `the pattern is longer than ${MAX_PATTERN_LENGTH} characters`,
        MAX_PATTERN_LENGTH,
      );
    }
    const node = this.#alternation();
    if (this.#at < this.#characters.length) throw new RegexSyntaxError('unexpected ")"', this.#at);
    return node;
  }

  #peek(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #alternation(): RegexNode {
    if (++this.#depth > MAX_DEPTH)
      throw new RegexSyntaxError(`groups nest deeper than ${MAX_DEPTH}`, this.#at);
    const options = [this.#intersection()];
    while (this.#take('|')) options.push(this.#intersection());
    this.#depth--;
    return options.length === 1 ? options[0]! : { kind: 'alternation', options };
  }

  #intersection(): RegexNode {
    const sides = [this.#concat()];
    while (this.#allOperators && this.#take('&')) sides.push(this.#concat());
    return sides.length === 1 ? sides[0]! : { kind: 'intersection', sides };
  }

  #concat(): RegexNode {
    const parts: RegexNode[] = [];
    const start = this.#at;
    for (;;) {
      const next = this.#peek();
      if (next === undefined || next === '|' || next === ')' || (this.#allOperators && next === '&')) break;
      if (!this.#allOperators && this.#isAnchor(next, this.#at === start)) {
        this.#at++;
        continue;
      }
      parts.push(this.#repeat());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'concat', parts };
  }

  #isAnchor(character: string, atStart: boolean): boolean {
    if (this.#depth > 1) return false;
    if (character === '^') return atStart;
    if (character !== '$') return false;
    const after = this.#characters[this.#at + 1];
    return after === undefined || after === '|';
  }

  #repeat(): RegexNode {
    let node = this.#complement();
    for (;;) {
      if (this.#take('*')) node = repeat(node, 0, null);
      else if (this.#take('+')) node = repeat(node, 1, null);
      else if (this.#take('?')) node = repeat(node, 0, 1);
      else if (this.#take('{')) node = this.#counted(node);
      else return node;
    }
  }

  #counted(node: RegexNode): RegexNode {
    const min = this.#integer();
    const max = this.#take(',') ? (this.#peek() === '}' ? null : this.#integer()) : min;
    if (!this.#take('}')) throw new RegexSyntaxError('expected "}" after the repeat count', this.#at);
    if (max !== null && max < min)
      throw new RegexSyntaxError('the repeat counts are in the wrong order', this.#at);
    if (min > MAX_REPEAT || (max ?? 0) > MAX_REPEAT) {
      throw new RegexSyntaxError(`a repeat count is above ${MAX_REPEAT}`, this.#at);
    }
    return repeat(node, min, max);
  }

  #integer(): number {
    const start = this.#at;
    while (/^\d$/.test(this.#peek() ?? '')) this.#at++;
    if (start === this.#at)
      throw new RegexSyntaxError('expected a number here ("{" needs a backslash to be itself)', this.#at);
    return Number(this.#characters.slice(start, this.#at).join(''));
  }

  #complement(): RegexNode {
    let odd = false;
    while (this.#allOperators && this.#take('~')) odd = !odd;
    const node = this.#atom();
    return odd ? { kind: 'complement', node } : node;
  }

  #atom(): RegexNode {
    const start = this.#at;
    const character = this.#peek();
    if (character === undefined) throw new RegexSyntaxError('the pattern ends too early', start);
    this.#at++;
    if (character === '.') return { kind: 'any' };
    if (character === '(') return this.#group(start);
    if (character === '[') return this.#class(start);
    if (character === '\\') return this.#escape();
    if ('*+?{'.includes(character)) throw new RegexSyntaxError(`"${character}" has nothing to repeat`, start);
    if (this.#allOperators) {
      if (character === '@') return repeat({ kind: 'any' }, 0, null);
      if (character === '#') return { kind: 'nothing' };
      if (character === '"') return this.#quoted(start);
      if (character === '<') return this.#interval(start);
    }
    return literal(character);
  }

  #group(start: number): RegexNode {
    if (this.#take(')')) return { kind: 'concat', parts: [] };
    const node = this.#alternation();
    if (!this.#take(')')) throw new RegexSyntaxError('this "(" is never closed', start);
    return node;
  }

  #quoted(start: number): RegexNode {
    const end = this.#characters.indexOf('"', this.#at);
    if (end < 0)
      throw new RegexSyntaxError('this quote is never closed (a plain quote needs a backslash)', start);
    const parts = this.#characters.slice(this.#at, end).map(literal);
    this.#at = end + 1;
    return { kind: 'concat', parts };
  }

  #interval(start: number): RegexNode {
    const end = this.#characters.indexOf('>', this.#at);
    const text = end < 0 ? '' : this.#characters.slice(this.#at, end).join('');
    const match = /^(\d{1,9})-(\d{1,9})$/.exec(text);
    if (match === null) {
      throw new RegexSyntaxError(
        'expected a numeric interval such as <1-65535> (a plain "<" needs a backslash)',
        start,
      );
    }
    this.#at = end + 1;
    return numericInterval(match[1]!, match[2]!);
  }

  #escape(): RegexNode {
    const character = this.#peek();
    if (character === undefined) throw new RegexSyntaxError('the pattern ends in a lone backslash', this.#at);
    this.#at++;
    const named = CLASSES[character];
    return named ? { kind: 'class', ...named } : literal(character);
  }

  #class(start: number): RegexNode {
    const negated = this.#take('^');
    const ranges: CodePointRange[] = [];
    do {
      ranges.push(...this.#classItem(start));
    } while (this.#peek() !== ']');
    this.#at++;
    return { kind: 'class', negated, ranges };
  }

  #classItem(start: number): readonly CodePointRange[] {
    const low = this.#classCharacter(start);
    if (typeof low !== 'number') return low;
    const dash = this.#peek() === '-' && this.#characters[this.#at + 1] !== ']';
    if (!dash) return [[low, low]];
    this.#at++;
    const high = this.#classCharacter(start);
    if (typeof high !== 'number' || high < low)
      throw new RegexSyntaxError('this range is the wrong way round', this.#at - 1);
    return [[low, high]];
  }

  #classCharacter(start: number): number | readonly CodePointRange[] {
    const character = this.#peek();
    if (character === undefined) throw new RegexSyntaxError('this "[" is never closed', start);
    this.#at++;
    if (character !== '\\') return character.codePointAt(0)!;
    const escaped = this.#escape();
    if (escaped.kind === 'literal') return escaped.codePoint;
    return escaped.kind === 'class' ? (escaped.negated ? invert(escaped.ranges) : escaped.ranges) : [];
  }
}

function literal(character: string): RegexNode {
  return { kind: 'literal', codePoint: character.codePointAt(0)! };
}

function invert(ranges: readonly CodePointRange[]): CodePointRange[] {
  const gaps: CodePointRange[] = [];
  let next = 0;
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (low > next) gaps.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  if (next <= MAX_CODE_POINT) gaps.push([next, MAX_CODE_POINT]);
  return gaps;
}
