import { RE2JS } from 're2js';
import type { Dialect } from '../ast.ts';
import { checkSize } from './check-size.ts';
import { parseRegex, RegexSyntaxError } from './lucene-regex.ts';
import type { CodePointRange, RegexNode } from './regex-node.ts';
import type { TextTest } from './text-test.ts';

/**
 * A whole-text test for a pattern, linear in the text's length whatever the pattern is.
 *
 * V8's backtracking engine runs it where that is provably linear: at most one repeat without end, no repeat
 * inside a repeat, and at most {@link MAX_CHOICES} ways through the rest. Everything else runs on re2js.
 * Throws RegexSyntaxError.
 */
export function regexTest(pattern: string, insensitive: boolean, dialect: Dialect): TextTest {
  return testOf(checkedRegex(pattern, dialect), insensitive);
}

/**
 * Reads a pattern without making its test, which takes much longer.
 *
 * @throws RegexSyntaxError for what {@link regexTest} would refuse.
 */
export function checkedRegex(pattern: string, dialect: Dialect): RegexNode {
  const node = parseRegex(pattern, dialect);
  checkSize(node);
  checkSetOperators(node);
  return node;
}

/** Complement and intersection have no counterpart in either engine; around whole alternatives they are plain logic. */
function checkSetOperators(node: RegexNode): void {
  if (node.kind === 'complement') checkSetOperators(node.node);
  else if (node.kind === 'intersection') node.sides.forEach(checkSetOperators);
  else if (node.kind === 'alternation') node.options.forEach(checkSetOperators);
  else if (hasSetOperator(node)) {
    throw new RegexSyntaxError(
      '"~" and "&" are supported around whole alternatives only, not inside a pattern',
      0,
    );
  }
}

/** Which engine a pattern gets, for the docs and for tests. */
export function regexEngine(pattern: string, dialect: Dialect): 'v8' | 're2' {
  return isLinearInV8(parseRegex(pattern, dialect)) ? 'v8' : 're2';
}

const MAX_CHOICES = 64;

function testOf(node: RegexNode, insensitive: boolean): TextTest {
  if (node.kind === 'complement') {
    const test = testOf(node.node, insensitive);
    return (text) => !test(text);
  }
  if (node.kind === 'intersection') {
    const tests = node.sides.map((side) => testOf(side, insensitive));
    return (text) => tests.every((test) => test(text));
  }
  if (node.kind === 'alternation' && node.options.some(hasSetOperator)) {
    const tests = node.options.map((option) => testOf(option, insensitive));
    return (text) => tests.some((test) => test(text));
  }
  return isLinearInV8(node) ? v8Test(node, insensitive) : re2Test(node, insensitive);
}

/** In UTF-16 units. V8 keeps a way back for every repeat it took; on texts beyond this their stack may overflow. */
const MAX_V8_TEXT_LENGTH = 1_000_000;

function v8Test(node: RegexNode, insensitive: boolean): TextTest {
  const regex = new RegExp(`^(?:${write(node, insensitive, jsCodePoint)})$`, 'su');
  let forLongTexts: TextTest | undefined;
  return (text) => {
    if (text.length <= MAX_V8_TEXT_LENGTH) return regex.test(text);
    forLongTexts ??= re2Test(node, insensitive);
    return forLongTexts(text);
  };
}

function re2Test(node: RegexNode, insensitive: boolean): TextTest {
  const regex = RE2JS.compile(write(node, insensitive, re2CodePoint), RE2JS.DOTALL);
  return (text) => regex.testExact(text);
}

function hasSetOperator(node: RegexNode): boolean {
  return node.kind === 'complement' || node.kind === 'intersection' || children(node).some(hasSetOperator);
}

function children(node: RegexNode): readonly RegexNode[] {
  if (node.kind === 'concat') return node.parts;
  if (node.kind === 'alternation') return node.options;
  if (node.kind === 'intersection') return node.sides;
  return node.kind === 'repeat' || node.kind === 'complement' ? [node.node] : [];
}

/**
 * Counts the ways a backtracking engine may have to try. One endless repeat gives as many as the text has
 * characters; the choices multiply that by a constant. Two endless repeats would make it quadratic.
 */
function isLinearInV8(node: RegexNode): boolean {
  let endless = 0;
  let choices = 1;
  const visit = (current: RegexNode): boolean => {
    if (current.kind === 'repeat') {
      if (current.max === null) endless++;
      else choices *= current.max - current.min + 1;
      const fixed = current.max === current.min;
      const oneCharacter = ['literal', 'class', 'any'].includes(current.node.kind);
      // A group repeated a fixed number of times is that group written out; any other repeat must be of one character.
      if (!oneCharacter && !(fixed && !hasChoice(current.node))) return false;
    }
    if (current.kind === 'alternation') choices *= current.options.length;
    return endless <= 1 && choices <= MAX_CHOICES && children(current).every(visit);
  };
  return visit(node);
}

function hasChoice(node: RegexNode): boolean {
  return (
    node.kind === 'alternation' ||
    (node.kind === 'repeat' && node.min !== node.max) ||
    children(node).some(hasChoice)
  );
}

type WriteCodePoint = (codePoint: number) => string;
const jsCodePoint: WriteCodePoint = (codePoint) => `\\u{${codePoint.toString(16)}}`;
const re2CodePoint: WriteCodePoint = (codePoint) => `\\x{${codePoint.toString(16)}}`;

/** Every character goes out as its number, so nothing of a pattern can mean anything it did not mean before. */
function write(node: RegexNode, insensitive: boolean, codePoint: WriteCodePoint): string {
  const inner = (child: RegexNode) => write(child, insensitive, codePoint);
  switch (node.kind) {
    case 'literal':
      return writeClass([[node.codePoint, node.codePoint]], false, insensitive, codePoint);
    case 'class':
      return writeClass(node.ranges, node.negated, insensitive, codePoint);
    case 'any':
      return '.';
    case 'nothing':
      return `[^${codePoint(0)}-${codePoint(0x10ffff)}]`;
    case 'concat':
      return node.parts.map(inner).join('');
    case 'alternation':
      return `(?:${node.options.map(inner).join('|')})`;
    case 'repeat':
      return `(?:${inner(node.node)})${quantifier(node.min, node.max)}`;
    default:
      throw new Error(`no engine takes ${node.kind}`);
  }
}

function quantifier(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return max === min ? `{${min}}` : `{${min},${max}}`;
}

function writeClass(
  ranges: readonly CodePointRange[],
  negated: boolean,
  insensitive: boolean,
  codePoint: WriteCodePoint,
): string {
  const all = insensitive ? ranges.flatMap((range) => [range, ...otherCase(range)]) : ranges;
  const text = all.map(([low, high]) =>
    low === high ? codePoint(low) : `${codePoint(low)}-${codePoint(high)}`,
  );
  return `[${negated ? '^' : ''}${text.join('')}]`;
}

/** The ASCII letters of a range in their other case. Only ASCII folds: the engines' own flags fold Unicode too. */
function otherCase([low, high]: CodePointRange): CodePointRange[] {
  const overlap = (from: number, to: number, shift: number): CodePointRange[] => {
    const [a, b] = [Math.max(low, from), Math.min(high, to)];
    return a <= b ? [[a + shift, b + shift]] : [];
  };
  return [...overlap(65, 90, 32), ...overlap(97, 122, -32)];
}
