import { EqlError } from '../diagnostic.ts';
import type { Expression } from './ast.ts';
import { MAX_NESTING } from './limits.ts';
import { subExpressions } from './sub-expressions.ts';

/**
 * Bounds the depth of a tree, so that everything behind the parser may walk it by recursion. Brackets are
 * bounded before parsing; `not not not …` and `1 + 1 + 1 + …` grow deep without any.
 *
 * @throws EqlError at the first expression that is too deep.
 */
export function checkDepth(condition: Expression): void {
  let level: readonly Expression[] = [condition];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_NESTING) {
      throw new EqlError(
        `expressions nest deeper than ${MAX_NESTING} levels`,
        level[0]!.span,
        'Flatten the condition, or split it into several rules',
      );
    }
    level = nextLevel(level);
  }
}

/** Literals and fields hold nothing and are many, so they are not counted. */
function nextLevel(level: readonly Expression[]): readonly Expression[] {
  const next: Expression[] = [];
  for (const expression of level) {
    for (const part of subExpressions(expression)) {
      if (part.kind !== 'literal' && part.kind !== 'field') next.push(part);
    }
  }
  return next;
}
