import { categoryColumn, testColumn } from '../rules/columns.ts';
import { patternRegExp, patternShape } from '../rules/pattern.ts';
import type { Clause, PeerRule, Test } from '../rules/rule.ts';

/** A condition of json-rules-engine. `textStarts`, `textEnds`, `textHas`, `textMatches` are operators added to it. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly operator: Operator; readonly value: unknown };

/** What conditions use. `textMatches` takes the source of a regular expression. */
export type Operator =
  | 'equal'
  | 'in'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive'
  | 'textStarts'
  | 'textEnds'
  | 'textHas'
  | 'textMatches';

/** The rule's conditions; its facts are columns. */
export function toConditions({ category, clauses }: PeerRule): { readonly all: readonly Condition[] } {
  return {
    all: [
      { fact: categoryColumn(category).name, operator: 'equal', value: true },
      ...clauses.map(clauseCondition),
    ],
  };
}

function clauseCondition(clause: Clause): Condition {
  return clause.kind === 'not' ? { not: testCondition(clause.test) } : testCondition(clause);
}

const ORDERS = {
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
} as const;

function testCondition(test: Test): Condition {
  const fact = testColumn(test).name;
  switch (test.kind) {
    case 'equals':
      return { fact, operator: 'equal', value: test.value };
    case 'one-of':
      return { fact, operator: 'in', value: test.values.map((value) => value.toLowerCase()) };
    case 'like':
      return { any: test.patterns.map((pattern) => patternCondition(fact, pattern)) };
    case 'compare':
      return { fact, operator: ORDERS[test.operator], value: test.value };
  }
}

function patternCondition(fact: string, pattern: string): Condition {
  const shape = patternShape(pattern);
  switch (shape.kind) {
    case 'whole':
      return { fact, operator: 'equal', value: shape.text };
    case 'start':
      return { fact, operator: 'textStarts', value: shape.text };
    case 'end':
      return { fact, operator: 'textEnds', value: shape.text };
    case 'inside':
      return { fact, operator: 'textHas', value: shape.text };
    case 'other':
      return { fact, operator: 'textMatches', value: patternRegExp(shape.pattern) };
  }
}
