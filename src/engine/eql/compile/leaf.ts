import type { FieldValue, Scalar } from '../../events/field-value.ts';
import type {
  Comparison,
  Dialect,
  Expression,
  Field,
  FunctionCall,
  Membership,
  Span,
  TextMatch,
} from '../ast.ts';
import { anyOf, type CompiledTextTest, exactTextTest } from '../patterns/text-test.ts';
import { parseWildcard } from '../patterns/wildcard.ts';
import { anyCombination, anyScalar, anyText, everyCombination } from '../values/any-value.ts';
import { cidrTest } from '../values/cidr.ts';
import { keepCase, type Value } from '../values/functions.ts';
import { foldAscii, textOf } from '../values/text.ts';
import { constantTexts, fieldsOf, isConstant } from './constants.ts';
import { declaredType } from './field-types.ts';
import { queryCall } from './query-call.ts';
import { comparisonTest, type OrderOrEquals, type ScalarTest } from './scalar-test.ts';
import type { ScriptBuilder } from './script-builder.ts';
import { compileValue, constantValue, matchTest } from './value-expression.ts';

/** The clause that is being written: its place in the query, and the script it goes into. */
interface Clause {
  readonly builder: ScriptBuilder;
  readonly span: Span;
}

/**
 * The JavaScript of one leaf condition: true or false for row `i`, with `v` as scratch variable. Tests of one
 * field, nearly all there are, test its single text or number in place; everything else becomes a call.
 */
export function leafCode(leaf: Expression, builder: ScriptBuilder, dialect: Dialect): string {
  const clause = { builder, span: leaf.span };
  const special =
    (leaf.kind === 'field' && fieldComparison(leaf, '==', true, clause)) ||
    (leaf.kind === 'compare' && comparisonCode(leaf, clause, dialect)) ||
    (leaf.kind === 'in' && membershipCode(leaf, clause)) ||
    (leaf.kind === 'match' && matchCode(leaf, clause, dialect)) ||
    (leaf.kind === 'call' && callCode(leaf, clause));
  return special || generalCode(leaf, clause, dialect);
}

const FLIPPED: Record<Comparison['operator'], Comparison['operator']> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function comparisonCode(leaf: Comparison, clause: Clause, dialect: Dialect): string | undefined {
  const flipped = leaf.right.kind === 'field';
  const field = flipped ? leaf.right : leaf.left;
  const other = flipped ? leaf.left : leaf.right;
  if (field.kind !== 'field' || !isConstant(other)) return undefined;
  const operator = flipped ? FLIPPED[leaf.operator] : leaf.operator;
  const constant = constantValue(other, dialect);
  if (constant !== null) {
    // Not-equal is the negation of the whole equality; the caller has turned it round.
    return operator === '!=' ? undefined : fieldComparison(field, operator, constant, clause);
  }
  const values = clause.builder.column(field.path, false);
  if (operator === '==') return `${values}[i] === undefined`;
  return operator === '!=' ? `${values}[i] !== undefined` : 'false';
}

function fieldComparison(field: Field, operator: OrderOrEquals, constant: Scalar, clause: Clause): string {
  const typed = declaredType(field.path) !== undefined;
  if (operator === '==' && typeof constant === 'string' && !typed) {
    return textCode(field.path, false, exactTextTest([constant]), clause);
  }
  const test = comparisonTest(field.path, operator, constant);
  if (typeof constant !== 'number' || typed) return scalarCode(field.path, test, clause);
  const values = clause.builder.column(field.path, false);
  const inPlace = `v ${operator === '==' ? '===' : operator} ${JSON.stringify(constant)}`;
  return `(typeof (v = ${values}[i]) === "number" ? ${inPlace} : ${slowScalar(test, clause)})`;
}

function membershipCode(leaf: Membership, clause: Clause): string | undefined {
  const { value, insensitive } = leaf;
  if (value.kind !== 'field' || !leaf.list.every((item) => item.kind === 'literal')) return undefined;
  const constants = leaf.list.flatMap((item) =>
    item.kind === 'literal' && item.value !== null ? [item.value] : [],
  );
  if (constants.length === 0) return 'false';
  const texts = constants.filter((constant) => typeof constant === 'string');
  if (texts.length === constants.length && declaredType(value.path) === undefined) {
    const folded = insensitive ? texts.map(foldAscii) : texts;
    return textCode(value.path, insensitive, exactTextTest(folded), clause);
  }
  const tests = constants.map((constant): ScalarTest => {
    if (!insensitive || typeof constant !== 'string') return comparisonTest(value.path, '==', constant);
    const folded = foldAscii(constant);
    return (candidate) => foldAscii(textOf(candidate)) === folded;
  });
  return scalarCode(value.path, (candidate) => tests.some((test) => test(candidate)), clause);
}

function matchCode(leaf: TextMatch, clause: Clause, dialect: Dialect): string | undefined {
  if (leaf.value.kind !== 'field') return undefined;
  const { path } = leaf.value;
  if (leaf.operator === 'regex') {
    // The pattern folds by itself: its test takes the text as it is.
    return textCode(path, false, { test: matchTest(leaf, dialect, keepCase), inline: undefined }, clause);
  }
  const patterns = constantTexts(leaf.patterns);
  const folded = leaf.insensitive ? patterns.map(foldAscii) : patterns;
  return textCode(path, leaf.insensitive, anyOf(folded.map(parseWildcard)), clause);
}

function callCode(call: FunctionCall, clause: Clause): string | undefined {
  const query = queryCall(call);
  if (query !== undefined) return textCode(query.path, query.insensitive, anyOf(query.patterns), clause);
  const [subject, ...blocks] = call.args;
  if (call.name !== 'cidrMatch' || subject?.kind !== 'field') return undefined;
  const test = { test: cidrTest(constantTexts(blocks)), inline: undefined };
  return textCode(subject.path, false, test, clause);
}

/** A test of the field's text, in lower case if `folded`. */
function textCode(path: string, folded: boolean, compiled: CompiledTextTest, clause: Clause): string {
  const { builder, span } = clause;
  const values = builder.column(path, folded);
  const test = builder.constant(compiled.test);
  const several = `${builder.constant(anyText)}(v, ${test})`;
  const inPlace = compiled.inline?.('v');
  if (inPlace !== undefined && !callsSomething(inPlace)) {
    const call = builder.call('v', several, span);
    return `(typeof (v = ${values}[i]) === "string" ? ${inPlace} : v !== undefined && ${call}(v))`;
  }
  const call = builder.call('v', `typeof v === "string" ? ${inPlace ?? `${test}(v)`} : ${several}`, span);
  return `((v = ${values}[i]) !== undefined && ${call}(v))`;
}

/** Whether a written-out test may be more than comparisons; a parenthesis in a text counts, and does no harm. */
function callsSomething(code: string): boolean {
  return code.includes('(');
}

function scalarCode(path: string, test: ScalarTest, clause: Clause): string {
  return `((v = ${clause.builder.column(path, false)}[i]), ${slowScalar(test, clause)})`;
}

function slowScalar(test: ScalarTest, { builder, span }: Clause): string {
  const call = builder.call('v', `${builder.constant(anyScalar)}(v, ${builder.constant(test)})`, span);
  return `(v !== undefined && ${call}(v))`;
}

/** Functions, arithmetic, several fields in one leaf: computed value by value, null being false. */
function generalCode(leaf: Expression, { builder, span }: Clause, dialect: Dialect): string {
  const every = leaf.kind === 'quantifier' && leaf.quantifier === 'all';
  const value = compileValue(every ? leaf.condition : leaf, dialect);
  const holds = (combination: readonly Value[]): boolean => value(combination) === true;
  const columns = fieldsOf(leaf).map((field) => `${builder.column(field.path, false)}[i]`);
  if (columns.length === 1 && !every) {
    const test = (found: FieldValue): boolean =>
      typeof found === 'object' ? found.some((one) => holds([one])) : holds([found ?? null]);
    return `${builder.call('i', `${builder.constant(test)}(${columns[0]})`, span)}(i)`;
  }
  const combine = every ? everyCombination : anyCombination;
  const test = (values: readonly FieldValue[]): boolean => combine(values, holds);
  return `${builder.call('i', `${builder.constant(test)}([${columns.join(', ')}])`, span)}(i)`;
}
