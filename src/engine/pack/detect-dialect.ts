import type { Dialect } from '../eql/ast.ts';

/**
 * The dialect of a query that does not name its own: Kestrel's rules begin with a `--` comment, which no
 * Elastic rule can.
 */
export function detectDialect(text: string): Dialect {
  return text.trimStart().startsWith('--') ? 'kestrel' : 'elastic';
}
