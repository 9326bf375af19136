import type { Clause, PeerRule, Test } from '../rules/rule.ts';

/** The rule as an EQL query, as Elasticsearch and kestrel-perf read it. */
export function toEql({ category, clauses }: PeerRule): string {
  return `${category} where ${clauses.map(clauseText).join(' and ')}`;
}

function clauseText(clause: Clause): string {
  return clause.kind === 'not' ? `not (${testText(clause.test)})` : testText(clause);
}

function testText(test: Test): string {
  switch (test.kind) {
    case 'equals':
      return `${test.field} == ${eqlString(test.value)}`;
    case 'one-of':
      return `${test.field} in~ (${test.values.map(eqlString).join(', ')})`;
    case 'like':
      return `${test.field} : (${test.patterns.map(eqlString).join(', ')})`;
    case 'compare':
      return `${test.field} ${test.operator} ${test.value}`;
  }
}

/** A text as EQL writes it, Elasticsearch's and python-eql's alike. */
export function eqlString(text: string): string {
  const escaped = text.replaceAll(/["\\\n\r\t]/g, (special) => ESCAPES[special] ?? special);
  return `"${escaped}"`;
}

const ESCAPES: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
