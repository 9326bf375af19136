import { isAlias, isScalar } from 'yaml';

/** A node of a YAML file that is not what it should be. */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly advice: string;
  /** Where it is, if not where it was being read. */
  readonly node: unknown;

  constructor(message: string, advice: string, node?: unknown) {
    super(message);
    this.advice = advice;
    this.node = node;
  }
}

/** The text of a scalar. @param what is expected, for the error @throws NodeError */
export function scalarText(node: unknown, what: string): string {
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  if (isAlias(node)) throw new NodeError('aliases are not followed here', 'Write the text out', node);
  throw new NodeError(`${what} has to be a text`, 'Put it in quotes', node);
}
