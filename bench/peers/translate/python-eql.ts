import { patternRegExp } from '../rules/pattern.ts';
import type { Clause, PeerRule, Test } from '../rules/rule.ts';
import { eqlString } from './eql.ts';

/**
 * The rule as python-eql's own dialect has it, which differs from Elasticsearch's: texts are compared ignoring case
 * everywhere, `?` is no wildcard, and `not` of a missing field is not true.
 */
export function toPythonEql({ category, clauses }: PeerRule): string {
  return `${category} where ${clauses.map(clauseText).join(' and ')}`;
}

function clauseText(clause: Clause): string {
  if (clause.kind !== 'not') return testText(clause);
  return `(${clause.test.field} == null or not (${testText(clause.test)}))`;
}

function testText(test: Test): string {
  switch (test.kind) {
    case 'equals':
      return `${test.field} == ${eqlString(test.value)}`;
    case 'one-of':
      return `${test.field} in (${test.values.map(eqlString).join(', ')})`;
    case 'like':
      return likeText(test.field, test.patterns);
    case 'compare':
      return `${test.field} ${test.operator} ${test.value}`;
  }
}

function likeText(field: string, patterns: readonly string[]): string {
  if (!patterns.some((pattern) => pattern.includes('?')))
    return `wildcard(${[field, ...patterns.map(eqlString)].join(', ')})`;
  const expressions = patterns.map((pattern) => eqlString(patternRegExp(pattern)));
  return `match(${[field, ...expressions].join(', ')})`;
}
