import { type RegexNode, repeat } from './regex-node.ts';

/**
 * The decimal numbers from one bound to the other, as a tree. Bounds of one width keep it (`<01-12>`),
 * otherwise any number of leading zeros is allowed.
 */
export function numericInterval(from: string, to: string): RegexNode {
  const [low, high] = Number(from) <= Number(to) ? [from, to] : [to, from];
  const zero: RegexNode = { kind: 'literal', codePoint: 48 };
  if (low.length === high.length) return digitsBetween(low, high);
  const options: RegexNode[] = [];
  for (let width = String(Number(low)).length; width <= String(Number(high)).length; width++) {
    const smallest = width === String(Number(low)).length ? String(Number(low)) : `1${'0'.repeat(width - 1)}`;
    const largest = width === String(Number(high)).length ? String(Number(high)) : '9'.repeat(width);
    options.push(digitsBetween(smallest, largest));
  }
  return { kind: 'concat', parts: [repeat(zero, 0, null), { kind: 'alternation', options }] };
}

/** Numbers of one width, digit by digit. */
function digitsBetween(low: string, high: string): RegexNode {
  const digit = (a: string, b: string): RegexNode => ({
    kind: 'class',
    negated: false,
    ranges: [[a.codePointAt(0)!, b.codePointAt(0)!]],
  });
  const [a, b] = [low[0]!, high[0]!];
  if (low.length === 1) return digit(a, b);
  const [restLow, restHigh] = [low.slice(1), high.slice(1)];
  if (a === b) return { kind: 'concat', parts: [digit(a, a), digitsBetween(restLow, restHigh)] };
  const options: RegexNode[] = [
    { kind: 'concat', parts: [digit(a, a), digitsBetween(restLow, '9'.repeat(restLow.length))] },
    { kind: 'concat', parts: [digit(b, b), digitsBetween('0'.repeat(restHigh.length), restHigh)] },
  ];
  const [next, previous] = [Number(a) + 1, Number(b) - 1];
  if (next <= previous) {
    const free = repeat(digit('0', '9'), restLow.length, restLow.length);
    options.push({ kind: 'concat', parts: [digit(String(next), String(previous)), free] });
  }
  return { kind: 'alternation', options };
}
