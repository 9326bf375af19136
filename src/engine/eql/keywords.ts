/** The reserved words. They are matched with case, and a field or category of that name must be quoted. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'and',
  'any',
  'by',
  'false',
  'in',
  'join',
  'like',
  'maxspan',
  'not',
  'null',
  'of',
  'or',
  'regex',
  'sample',
  'sequence',
  'true',
  'until',
  'where',
  'with',
]);

const NAME = /^[A-Za-z_@][A-Za-z0-9_]*$/;

/** Whether a text can stand as a name without quotes: `process`, `@timestamp`, but not `where` or `a-b`. */
export function isPlainName(text: string): boolean {
  return NAME.test(text) && !KEYWORDS.has(text);
}
