/** A regular expression in Lucene's language, as a tree. Characters are code points. */
export type Regex =
  | { readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly Range[] }
  /** One after the other; without parts, the empty text. */
  | { readonly kind: 'sequence'; readonly parts: readonly Regex[] }
  | { readonly kind: 'either'; readonly options: readonly [Regex, Regex] }
  | { readonly kind: 'both'; readonly sides: readonly [Regex, Regex] }
  | { readonly kind: 'complement'; readonly operand: Regex }
  /** `most` is Infinity where there is no upper limit. */
  | { readonly kind: 'repeat'; readonly operand: Regex; readonly least: number; readonly most: number }
  /** `<1-65535>`. `width` is the number of digits where it is fixed. */
  | { readonly kind: 'interval'; readonly low: number; readonly high: number; readonly width: number | null }
  /** `#`: no text at all. */
  | { readonly kind: 'nothing' };

/** From one code point to another, both included. */
export type Range = readonly [low: number, high: number];

/** `lucene`: all optional operators on. `anchored`: they are plain characters, outer `^` and `$` are anchors. */
export type RegexSyntax = 'lucene' | 'anchored';

/** Reads a pattern; throws a SyntaxError that says where it went wrong. */
export function parseRegex(pattern: string, syntax: RegexSyntax): Regex {
  const parser = new Parser(Array.from(pattern), syntax);
  const regex = parser.union(true);
  parser.expectEnd();
  return regex;
}

const DIGITS: readonly Range[] = [[48, 57]];
const WORD: readonly Range[] = [...DIGITS, [65, 90], [95, 95], [97, 122]];
const SPACE: readonly Range[] = [
  [9, 10],
  [13, 13],
  [32, 32],
];
const NAMED_SETS = new Map<string, Regex>([
  ['d', { kind: 'set', negated: false, ranges: DIGITS }],
  ['D', { kind: 'set', negated: true, ranges: DIGITS }],
  ['s', { kind: 'set', negated: false, ranges: SPACE }],
  ['S', { kind: 'set', negated: true, ranges: SPACE }],
  ['w', { kind: 'set', negated: false, ranges: WORD }],
  ['W', { kind: 'set', negated: true, ranges: WORD }],
]);
const ANY: Regex = { kind: 'set', negated: true, ranges: [] };
const EMPTY: Regex = { kind: 'sequence', parts: [] };

/** One method per level of binding, loosest first; each reads from the current place and moves past it. */
class Parser {
  #at = 0;
  readonly #characters: readonly string[];
  readonly #syntax: RegexSyntax;

  constructor(characters: readonly string[], syntax: RegexSyntax) {
    this.#characters = characters;
    this.#syntax = syntax;
  }

  union(outermost: boolean): Regex {
    const first = this.#alternative(outermost);
    return this.#take('|') ? { kind: 'either', options: [first, this.union(outermost)] } : first;
  }

  expectEnd(): void {
    if (this.#next !== undefined) throw this.#error('unexpected character');
  }

  get #next(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(character: string): boolean {
    const taken = this.#next === character;
    if (taken) this.#at++;
    return taken;
  }

  /** Takes an operator that only Lucene's own syntax has. */
  #takeOperator(character: string): boolean {
    return this.#syntax === 'lucene' && this.#take(character);
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw this.#error(`expected ${character}`);
  }

  #error(message: string): SyntaxError {
    return new SyntaxError(`${message} at character ${this.#at + 1} of the pattern`);
  }

  #alternative(outermost: boolean): Regex {
    if (outermost && this.#syntax === 'anchored') this.#take('^');
    return this.#intersection(outermost);
  }

  #intersection(outermost: boolean): Regex {
    const first = this.#sequence(outermost);
    return this.#takeOperator('&') ? { kind: 'both', sides: [first, this.#intersection(outermost)] } : first;
  }

  #sequence(outermost: boolean): Regex {
    const parts: Regex[] = [];
    while (!this.#endsSequence(outermost)) parts.push(this.#repeat());
    if (this.#next === '$') this.#at++;
    return { kind: 'sequence', parts };
  }

  #endsSequence(outermost: boolean): boolean {
    if (this.#next === '$' && outermost && this.#syntax === 'anchored') {
      return [undefined, '|'].includes(this.#characters[this.#at + 1]);
    }
    return [undefined, '|', ')'].includes(this.#next) || (this.#next === '&' && this.#syntax === 'lucene');
  }

  #repeat(): Regex {
    let operand = this.#complement();
    for (;;) {
      if (this.#take('?')) operand = { kind: 'repeat', operand, least: 0, most: 1 };
      else if (this.#take('*'))
        operand = { kind: 'repeat', operand, least: 0, most: Number.POSITIVE_INFINITY };
      else if (this.#take('+'))
        operand = { kind: 'repeat', operand, least: 1, most: Number.POSITIVE_INFINITY };
      else if (this.#take('{')) operand = { kind: 'repeat', operand, ...this.#counts() };
      else return operand;
    }
  }

  #counts(): { least: number; most: number } {
    const least = this.#integer();
    const most = this.#take(',') ? (this.#next === '}' ? Number.POSITIVE_INFINITY : this.#integer()) : least;
    this.#expect('}');
    if (most < least) throw this.#error('the counts before this place are in the wrong order');
    return { least, most };
  }

  #integer(): number {
    const start = this.#at;
    while (this.#next !== undefined && /[0-9]/.test(this.#next)) this.#at++;
    if (this.#at === start) throw this.#error('expected a number');
    return Number(this.#characters.slice(start, this.#at).join(''));
  }

  #complement(): Regex {
    if (this.#takeOperator('~')) return { kind: 'complement', operand: this.#complement() };
    return this.#atom();
  }

  #atom(): Regex {
    if (this.#take('.')) return ANY;
    if (this.#take('[')) return this.#brackets();
    if (this.#take('(')) return this.#group();
    if (this.#take('\\')) return this.#escaped();
    if (this.#takeOperator('@'))
      return { kind: 'repeat', operand: ANY, least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#takeOperator('#')) return { kind: 'nothing' };
    if (this.#takeOperator('"')) return this.#quoted();
    if (this.#takeOperator('<')) return this.#interval();
    if (['?', '*', '+', '{'].includes(this.#next!)) throw this.#error('nothing to repeat');
    return character(this.#character());
  }

  #group(): Regex {
    if (this.#take(')')) return EMPTY;
    const inner = this.union(false);
    this.#expect(')');
    return inner;
  }

  #escaped(): Regex {
    const named = NAMED_SETS.get(this.#next ?? '');
    if (named === undefined) return character(this.#character());
    this.#at++;
    return named;
  }

  /** `[a-z_]`, as the alternatives it stands for; `[^…]` is any one character that is none of them. */
  #brackets(): Regex {
    const negated = this.#take('^');
    let inside = this.#bracketItem();
    while (!this.#take(']')) inside = { kind: 'either', options: [inside, this.#bracketItem()] };
    return negated ? { kind: 'both', sides: [ANY, { kind: 'complement', operand: inside }] } : inside;
  }

  #bracketItem(): Regex {
    const named = this.#next === '\\' ? NAMED_SETS.get(this.#characters[this.#at + 1] ?? '') : undefined;
    if (named !== undefined) {
      this.#at += 2;
      return named;
    }
    const low = this.#bracketCharacter();
    const isRange = this.#next === '-' && this.#characters[this.#at + 1] !== ']';
    if (!isRange) return character(low);
    this.#at++;
    const high = this.#bracketCharacter();
    if (high < low) throw this.#error('the range before this place is the wrong way round');
    return { kind: 'set', negated: false, ranges: [[low, high]] };
  }

  #bracketCharacter(): number {
    this.#take('\\');
    return this.#character();
  }

  #quoted(): Regex {
    const parts: Regex[] = [];
    while (!this.#take('"')) parts.push(character(this.#character()));
    return { kind: 'sequence', parts };
  }

  #interval(): Regex {
    const start = this.#at;
    const first = this.#integer();
    const firstWidth = this.#at - start;
    this.#expect('-');
    const secondStart = this.#at;
    const second = this.#integer();
    const width = this.#at - secondStart === firstWidth ? firstWidth : null;
    this.#expect('>');
    return { kind: 'interval', low: Math.min(first, second), high: Math.max(first, second), width };
  }

  #character(): number {
    const next = this.#next;
    if (next === undefined) throw this.#error('the pattern ends too early');
    this.#at++;
    return next.codePointAt(0)!;
  }
}

function character(codePoint: number): Regex {
  return { kind: 'set', negated: false, ranges: [[codePoint, codePoint]] };
}
