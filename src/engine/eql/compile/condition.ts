import type { Comparison, Dialect, Expression } from '../ast.ts';
import { isConstant } from './constants.ts';
import { foldConstants } from './fold-constants.ts';
import { leafCode } from './leaf.ts';
import { type ConditionScript, ScriptBuilder } from './script-builder.ts';
import { constantValue, isNullConstant } from './value-expression.ts';

/**
 * Compiles stages of conditions into one script; all conditions of a stage must hold, and a row reaches a
 * stage only if the stages before it held. A stage without conditions holds for every row.
 *
 * Down to the leaves logic is two-valued: a leaf whose value is null is false, and `not` turns that round,
 * which is why an exclusion holds for events that lack its field. Inside a leaf null propagates. What holds no
 * field is computed here, three-valued, once.
 *
 * @param url names the script in profiles and stack traces
 * @param firstLine the number of its first line there
 */
export function compileStages(
  stages: readonly (readonly Expression[])[],
  dialect: Dialect,
  url: string,
  firstLine = 1,
): ConditionScript {
  const builder = new ScriptBuilder();
  const writer = new ConditionWriter(builder, dialect);
  for (const conditions of stages) {
    builder.beginStage();
    builder.line('true');
    for (const condition of conditions) {
      builder.line('&&');
      writer.write(foldConstants(condition, dialect));
    }
  }
  return builder.build(url, firstLine);
}

class ConditionWriter {
  readonly #builder: ScriptBuilder;
  readonly #dialect: Dialect;

  constructor(builder: ScriptBuilder, dialect: Dialect) {
    this.#builder = builder;
    this.#dialect = dialect;
  }

  write(expression: Expression): void {
    if (isConstant(expression)) {
      this.#builder.line(String(constantValue(expression, this.#dialect) === true), expression.span);
    } else if (expression.kind === 'and' || expression.kind === 'or') {
      const operator = expression.kind === 'and' ? '&&' : '||';
      expression.operands.forEach((operand, index) => {
        this.#builder.line(index === 0 ? '(' : operator);
        this.write(operand);
      });
      this.#builder.line(')');
    } else {
      const negated = negatedForm(expression, this.#dialect);
      if (negated === undefined) {
        this.#builder.line(leafCode(expression, this.#builder, this.#dialect), expression.span);
      } else if (negated.positive) {
        this.write(negated.operand);
      } else {
        this.#builder.line('!(');
        this.write(negated.operand);
        this.#builder.line(')');
      }
    }
  }
}

/**
 * The forms that are a negation of something else (`not`, `!=`, `not in`, `f(…) == false`), or the thing
 * itself (`f(…) == true`). Undefined for a leaf.
 */
function negatedForm(
  expression: Expression,
  dialect: Dialect,
): { operand: Expression; positive: boolean } | undefined {
  if (expression.kind === 'not') return { operand: expression.operand, positive: false };
  if (expression.kind === 'in' && expression.negated)
    return { operand: { ...expression, negated: false }, positive: false };
  if (expression.kind !== 'compare') return undefined;
  const truth = comparedWithTruth(expression);
  if (truth !== undefined) return truth;
  const nullTest = isNullConstant(expression.left, dialect) || isNullConstant(expression.right, dialect);
  if (expression.operator !== '!=' || nullTest) return undefined;
  return { operand: { ...expression, operator: '==' }, positive: false };
}

/** `condition == true` and the like, where the condition is not a plain field. */
function comparedWithTruth(leaf: Comparison): { operand: Expression; positive: boolean } | undefined {
  if (leaf.operator !== '==' && leaf.operator !== '!=') return undefined;
  const [operand, literal] = leaf.left.kind === 'literal' ? [leaf.right, leaf.left] : [leaf.left, leaf.right];
  if (literal.kind !== 'literal' || typeof literal.value !== 'boolean' || !isCondition(operand))
    return undefined;
  return { operand, positive: literal.value === (leaf.operator === '==') };
}

const CONDITION_FUNCTIONS = new Set([
  'cidrMatch',
  'endsWith',
  'startsWith',
  'stringContains',
  'stringEqualsCi',
  'wildcard',
]);

function isCondition(expression: Expression): boolean {
  if (expression.kind === 'call') return CONDITION_FUNCTIONS.has(expression.name);
  return ['compare', 'in', 'match', 'quantifier', 'not', 'and', 'or'].includes(expression.kind);
}
