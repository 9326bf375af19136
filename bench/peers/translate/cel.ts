import { categoryColumn, testColumn } from '../rules/columns.ts';
import { patternRegExp, patternShape } from '../rules/pattern.ts';
import type { Clause, PeerRule, Test } from '../rules/rule.ts';

/** The rule as a CEL expression over columns: `is_…` are bool, `…_number` double (NaN where missing), others string. */
export function toCel({ category, clauses }: PeerRule): string {
  return [categoryColumn(category).name, ...clauses.map(clauseText)].join(' && ');
}

function clauseText(clause: Clause): string {
  return clause.kind === 'not' ? `!(${testText(clause.test)})` : testText(clause);
}

function testText(test: Test): string {
  const { name } = testColumn(test);
  switch (test.kind) {
    case 'equals':
      return `${name} == ${celString(test.value)}`;
    case 'one-of':
      return `${name} in [${test.values.map((value) => celString(value.toLowerCase())).join(', ')}]`;
    case 'like':
      return `(${test.patterns.map((pattern) => patternText(name, pattern)).join(' || ')})`;
    case 'compare':
      return `${name} ${test.operator} ${double(test.value)}`;
  }
}

function patternText(name: string, pattern: string): string {
  const shape = patternShape(pattern);
  switch (shape.kind) {
    case 'whole':
      return `${name} == ${celString(shape.text)}`;
    case 'start':
      return `${name}.startsWith(${celString(shape.text)})`;
    case 'end':
      return `${name}.endsWith(${celString(shape.text)})`;
    case 'inside':
      return `${name}.contains(${celString(shape.text)})`;
    case 'other':
      return `${name}.matches(${celString(patternRegExp(shape.pattern))})`;
  }
}

function double(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** A text as CEL writes it: JSON's escapes are a part of CEL's. */
function celString(text: string): string {
  return JSON.stringify(text);
}
