import { MAX_REPEAT, RegexSyntaxError } from './lucene-regex.ts';
import type { RegexNode } from './regex-node.ts';

/** Most levels of groups and repeats; walking a pattern is recursion. */
const MAX_NODE_DEPTH = 250;

/** Most characters and classes of a pattern with every count written out. */
const MAX_EXPANDED_LENGTH = 100_000;

/**
 * Refuses a pattern that an engine would refuse, or take very long to compile: counts within counts multiply.
 * Lucene refuses such patterns as too complex, too.
 *
 * @throws RegexSyntaxError that names the limit.
 */
export function checkSize(pattern: RegexNode): void {
  if (expandedLength(pattern, 1, 1) > MAX_EXPANDED_LENGTH) {
    throw tooLarge(`written out without counts it is longer than ${MAX_EXPANDED_LENGTH} characters`);
  }
}

/** @param factor the product of the counts around the node. */
function expandedLength(node: RegexNode, factor: number, depth: number): number {
  if (depth > MAX_NODE_DEPTH) throw tooLarge(`groups and repeats nest deeper than ${MAX_NODE_DEPTH} levels`);
  const sum = (nodes: readonly RegexNode[]) =>
    nodes.reduce((length, part) => length + expandedLength(part, factor, depth + 1), 0);
  switch (node.kind) {
    case 'concat':
      return sum(node.parts);
    case 'alternation':
      return sum(node.options);
    case 'intersection':
      return sum(node.sides);
    case 'complement':
      return sum([node.node]);
    case 'repeat': {
      const count = Math.max(node.min, node.max ?? 1, 1);
      if (factor * count > MAX_REPEAT)
        throw tooLarge(`counts within counts multiply to more than ${MAX_REPEAT}`);
      return count * expandedLength(node.node, factor * count, depth + 1);
    }
    default:
      return 1;
  }
}

function tooLarge(reason: string): RegexSyntaxError {
  return new RegexSyntaxError(`the pattern is too large: ${reason}`, 0);
}
