import { EqlError } from '../diagnostic.ts';
import type {
  Comparison,
  Expression,
  FunctionCall,
  Logical,
  Membership,
  Quantifier,
  TextMatch,
} from './ast.ts';
import { describeSignature, FUNCTION_SIGNATURES } from './function-signatures.ts';
import { isDecimal } from './is-decimal.ts';
import { areComparable, requireType, type StaticType, staticType } from './static-type.ts';
import { subExpressions } from './sub-expressions.ts';
import { parseBlockOrAddress } from './values/cidr.ts';

const CONDITION_ADVICE = 'Compare it with something, as in process.name == "cmd.exe"';

/**
 * Checks a condition for what no event could ever satisfy or Elasticsearch refuses: operands and arguments of
 * a wrong type, two fields compared with each other, arguments that must be constant and are not.
 *
 * @throws EqlError at the first fault.
 */
export function checkCondition(condition: Expression): void {
  requireType(condition, 'boolean', 'a condition', CONDITION_ADVICE);
  checkExpression(condition);
}

function checkExpression(expression: Expression): void {
  for (const part of subExpressions(expression)) {
    // These stand alone, and lists of them are long.
    if (part.kind !== 'literal' && part.kind !== 'field') checkExpression(part);
  }
  switch (expression.kind) {
    case 'call':
      checkCall(expression);
      break;
    case 'negate':
      requireNumber(expression.operand, '-');
      break;
    case 'arithmetic':
      requireNumber(expression.left, expression.operator);
      requireNumber(expression.right, expression.operator);
      break;
    case 'compare':
      checkComparison(expression);
      break;
    case 'in':
      checkMembership(expression);
      break;
    case 'match':
      checkMatch(expression);
      break;
    case 'quantifier':
      checkQuantifier(expression);
      break;
    case 'not':
      requireType(expression.operand, 'boolean', 'what `not` negates', CONDITION_ADVICE);
      break;
    case 'and':
    case 'or':
      checkLogical(expression);
      break;
  }
}

function checkLogical({ kind, operands }: Logical): void {
  for (const operand of operands) {
    requireType(operand, 'boolean', `each side of \`${kind}\``, CONDITION_ADVICE);
  }
}

/** @throws EqlError when an operand of `operator` is known not to be a number. */
export function requireNumber(operand: Expression, operator: string): void {
  requireType(
    operand,
    'number',
    `an operand of \`${operator}\``,
    'Use number(…) on text, concat(…) to join text',
  );
}

function checkCall(call: FunctionCall): void {
  const signature = FUNCTION_SIGNATURES.get(call.name)!;
  call.args.forEach((argument, index) => {
    const parameter = signature.parameters[index] ?? signature.parameters.at(-1)!;
    const what = `argument \`${parameter.name}\` of \`${call.name}\``;
    const advice = `Write ${describeSignature(signature)}`;
    if (parameter.type !== 'any') requireType(argument, parameter.type, what, advice);
    if (parameter.constant && dependsOnEvent(argument)) {
      throw new EqlError(`${what} must be constant`, argument.span, 'Write the value in quotes');
    }
    if (parameter.whole && isDecimal(argument)) {
      throw new EqlError(`${what} must be a whole number`, argument.span, 'Write it without a point');
    }
  });
  if (call.name === 'cidrMatch') for (const block of call.args.slice(1)) checkBlock(block);
}

/** Elasticsearch stops a search at a block it cannot read; here it would silently never match. */
function checkBlock(block: Expression): void {
  if (block.kind !== 'literal' || typeof block.value !== 'string') return;
  if (parseBlockOrAddress(block.value) !== undefined) return;
  throw new EqlError('this is no block of addresses', block.span, 'Write as in "10.0.0.0/8" or "fe80::/10"');
}

function checkComparison({ operator, left, right }: Comparison): void {
  requireComparable(left, right);
  if (hasBareField(left)) refuseBareField(right, operator);
}

function checkMembership({ value, list, insensitive }: Membership): void {
  const testsField = hasBareField(value);
  const advice = 'Write in, without `~`, for other values';
  if (insensitive) requireType(value, 'string', 'the left side of `in~`', advice);
  for (const element of list) {
    if (insensitive) requireType(element, 'string', 'an element of `in~`', advice);
    requireComparable(value, element);
    if (testsField) refuseBareField(element, 'in');
  }
  requireOneType(list);
}

/** A field has one type, so some of the elements could never be equal to it. */
function requireOneType(list: readonly Expression[]): void {
  let first: StaticType | undefined;
  for (const element of list) {
    const type = staticType(element);
    if (type === 'null' || type === 'unknown') continue;
    first ??= type;
    if (type === first) continue;
    throw new EqlError(
      `a list mixes a ${first} and a ${type}`,
      element.span,
      'Give all elements of a list one type: all in quotes, or none',
    );
  }
}

function checkMatch({ operator, value, patterns }: TextMatch): void {
  const advice = operator === ':' ? 'Compare other values by ==' : 'Use string(…) on other values';
  requireType(value, 'string', `the left side of \`${operator}\``, advice);
  for (const pattern of patterns) {
    if (typeof pattern.value === 'string') continue;
    throw new EqlError(
      `a pattern of \`${operator}\` must be a string, found ${pattern.value === null ? 'null' : `a ${staticType(pattern)}`}`,
      pattern.span,
      pattern.value === null ? 'Write == null for a missing field' : 'Write it in quotes, or compare by ==',
    );
  }
}

function checkQuantifier({ quantifier, condition }: Quantifier): void {
  const [tested, ...others] = testOperands(condition);
  if (tested?.kind === 'field' && !others.some(dependsOnEvent)) return;
  throw new EqlError(
    `\`${quantifier}\` takes one comparison of a field with a constant`,
    condition.span,
    `Write as in ${quantifier}(process.args == "-a")`,
  );
}

function testOperands(condition: Expression): readonly Expression[] {
  const isTest = condition.kind === 'compare' || condition.kind === 'in' || condition.kind === 'match';
  return isTest ? subExpressions(condition) : [];
}

function requireComparable(left: Expression, right: Expression): void {
  const [leftType, rightType] = [staticType(left), staticType(right)];
  if (areComparable(leftType, rightType)) return;
  throw new EqlError(
    `a ${leftType} and a ${rightType} are never equal nor ordered`,
    right.span,
    'Convert one side by number(…) or string(…)',
  );
}

function refuseBareField(right: Expression, operator: string): void {
  if (!hasBareField(right)) return;
  throw new EqlError(`two fields cannot be compared by \`${operator}\``, right.span, twoFieldsAdvice(right));
}

function twoFieldsAdvice(right: Expression): string {
  const lower = right.kind === 'field' ? right.path.toLowerCase() : '';
  if (lower === 'null' || lower === 'true' || lower === 'false') return `Write ${lower} in lower case`;
  return 'Compare with a constant (text stands in double quotes), or pass both fields to a function';
}

/** Fields inside functions do not count: in `concat(a, b) == "x"` it is computed values that are compared. */
function hasBareField(expression: Expression): boolean {
  if (expression.kind === 'field') return true;
  if (expression.kind === 'call' || expression.kind === 'quantifier') return false;
  return subExpressions(expression).some(hasBareField);
}

function dependsOnEvent(expression: Expression): boolean {
  return expression.kind === 'field' || subExpressions(expression).some(dependsOnEvent);
}
