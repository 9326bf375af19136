/** A Lucene regular expression as a tree. It always means the whole text. */
export type RegexNode =
  | { readonly kind: 'literal'; readonly codePoint: number }
  /** One character of the ranges (inclusive), or one that is in none of them. */
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly CodePointRange[] }
  /** `.`: any one character, line breaks too. */
  | { readonly kind: 'any' }
  /** `#`: matches nothing at all. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'concat'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'alternation'; readonly options: readonly RegexNode[] }
  /** `max` null: without end. */
  | { readonly kind: 'repeat'; readonly node: RegexNode; readonly min: number; readonly max: number | null }
  | { readonly kind: 'intersection'; readonly sides: readonly RegexNode[] }
  | { readonly kind: 'complement'; readonly node: RegexNode };

export type CodePointRange = readonly [low: number, high: number];

/** A star under a question mark (a lazy star, to those who wrote it) is a star. */
export function repeat(node: RegexNode, min: number, max: number | null): RegexNode {
  if (node.kind === 'repeat' && node.min === 0 && node.max === null) return node;
  return { kind: 'repeat', node, min, max };
}
