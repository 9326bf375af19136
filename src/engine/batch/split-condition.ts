import type { Expression } from '../eql/ast.ts';
import { conjuncts, isCheap } from './conjunction.ts';

/**
 * Fields that say what sort of event this is. Nearly every rule asks for some of them, a stream has few
 * combinations of their values, and they rule most events out.
 */
export const SELECTOR_FIELDS: ReadonlySet<string> = new Set([
  'data_stream.dataset',
  'event.action',
  'event.category',
  'event.code',
  'event.dataset',
  'event.module',
  'event.outcome',
  'event.provider',
  'event.type',
  'host.os.family',
  'host.os.type',
  'winlog.channel',
]);

/** A rule's condition in parts; an event matches the rule if all parts hold. */
export interface SplitCondition {
  /** Conditions on selector fields alone: decided once per sort of event, not once per event. */
  readonly selectors: readonly Expression[];
  /** What is left, in stages. A row reaches a stage only if the stages before it held. */
  readonly stages: readonly (readonly Expression[])[];
  /** All of it, for whoever can tell that it cannot hold; null where nothing is to be decided ahead of the rule. */
  readonly whole: Expression | null;
}

/** Splits a condition: what sort of event, then cheap tests, then the rest. The order cannot change the answer. */
export function splitCondition(condition: Expression): SplitCondition {
  const all = conjuncts(condition);
  const others = all.filter((part) => !isSelector(part));
  const stages = [others.filter(isCheap), others.filter((part) => !isCheap(part))];
  return {
    selectors: [...all.filter(isSelector), ...others.flatMap((part) => impliedSelector(part) ?? [])],
    stages: stages.filter((stage) => stage.length > 0),
    whole: condition,
  };
}

/** Keeps a condition whole: nothing is decided ahead of the rule. */
export function keepCondition(condition: Expression): SplitCondition {
  return { selectors: [], stages: [[condition]], whole: null };
}

/** Plain tests of selector fields, however they are combined: as they run once per sort, they may cost something. */
function isSelector(condition: Expression): boolean {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.every(isSelector);
    case 'not':
      return isSelector(condition.operand);
    case 'compare':
      return isSelectorField(condition.left) && condition.right.kind === 'literal';
    case 'in':
      return isSelectorField(condition.value) && condition.list.every(({ kind }) => kind === 'literal');
    case 'match':
      // The dialects read regular expressions differently, and selectors of both are compiled together.
      return isSelectorField(condition.value) && condition.operator !== 'regex';
    default:
      return false;
  }
}

function isSelectorField(expression: Expression): boolean {
  return expression.kind === 'field' && SELECTOR_FIELDS.has(expression.path);
}

/**
 * What a condition says about selector fields: a condition that holds wherever the given one does.
 * `(event.code == "1" and x) or (event.code == "3" and y)` implies `event.code == "1" or event.code == "3"`.
 */
function impliedSelector(condition: Expression): Expression | undefined {
  if (condition.kind !== 'or') return undefined;
  const sides: Expression[] = [];
  for (const operand of condition.operands) {
    const selectors = conjuncts(operand).flatMap((part) =>
      isSelector(part) ? part : (impliedSelector(part) ?? []),
    );
    const [first, ...rest] = selectors;
    if (first === undefined) return undefined;
    sides.push(rest.length === 0 ? first : { kind: 'and', operands: selectors, span: operand.span });
  }
  return { ...condition, operands: sides };
}
