import type { TextOrigin } from './rule.ts';

/**
 * Where a place of a rule's text is in the rule's file; lines and columns from 1. Of a text that its file indents, as
 * YAML does, the columns of all lines but the first are short by that much.
 */
export function placeInFile(
  origin: TextOrigin,
  { line, column }: { readonly line: number; readonly column: number },
): { line: number; column: number } {
  return { line: origin.line + line - 1, column: line === 1 ? origin.column + column - 1 : column };
}
