import type { Expression } from '../../../src/engine/eql/ast.ts';

/** An expression with its grouping made visible: `a == 1 and not b` is `(and (== a 1) (not b))`. */
export function outline(expression: Expression): string {
  const list = (...parts: readonly string[]): string => `(${parts.join(' ')})`;
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string'
        ? JSON.stringify(expression.value)
        : String(expression.value);
    case 'field':
      return `${expression.optional ? '?' : ''}${expression.path}`;
    case 'call':
      return list(`${expression.name}${expression.insensitive ? '~' : ''}`, ...expression.args.map(outline));
    case 'negate':
      return list('negate', outline(expression.operand));
    case 'arithmetic':
    case 'compare':
      return list(expression.operator, outline(expression.left), outline(expression.right));
    case 'in': {
      const operator = `${expression.negated ? 'not-' : ''}in${expression.insensitive ? '~' : ''}`;
      return list(operator, outline(expression.value), ...expression.list.map(outline));
    }
    case 'match': {
      const operator = `${expression.operator}${expression.insensitive ? '~' : ''}`;
      return list(operator, outline(expression.value), ...expression.patterns.map(outline));
    }
    case 'quantifier':
      return list(expression.quantifier, outline(expression.condition));
    case 'not':
      return list('not', outline(expression.operand));
    case 'and':
    case 'or':
      return list(expression.kind, ...expression.operands.map(outline));
  }
}
