import { type Column, categoryColumn, columnsOf, testColumn } from '../rules/columns.ts';
import { patternRegExp, patternShape } from '../rules/pattern.ts';
import type { Clause, PeerRule, Test } from '../rules/rule.ts';

/** Rules in one of the program's functions: jq compiles none to more than 65,535 bytes, and 100 rules take some 25,000. */
const RULES_PER_FUNCTION = 50;

/**
 * One program for all rules, to be run as `jq -n -c`: it writes `[number, id, id, …]` for each event that some rule finds,
 * numbered from 1.
 */
export function toJq(rules: readonly PeerRule[]): string {
  const columns = columnsOf(rules).map((column) => `(${columnText(column)}) as $${column.name} |`);
  const parts: string[] = [];
  for (let start = 0; start < rules.length; start += RULES_PER_FUNCTION) {
    const part = rules.slice(start, start + RULES_PER_FUNCTION);
    const found = part.map((rule) => `(if ${ruleText(rule)} then ${jqString(rule.id)} else empty end)`);
    parts.push(`def part${parts.length}:\n    ${found.join(',\n    ')};`);
  }
  return `foreach inputs as $event (0; . + 1;
  . as $number | $event |
  ${[...columns, ...parts].join('\n  ')}
  [${parts.map((_, at) => `part${at}`).join(', ')}] | select(length > 0) | [$number] + .)
`;
}

function columnText({ path, kind, value = '' }: Column): string {
  const field = `$event${path
    .split('.')
    .map((name) => `[${jqString(name)}]`)
    .join('')}`;
  if (kind === 'text') return field;
  if (kind === 'folded') return `${field} // "" | ascii_downcase`;
  if (kind === 'number') return `${field} | numbers // null`;
  return `${field} | if type == "array" then index(${jqString(value)}) != null else . == ${jqString(value)} end`;
}

function ruleText({ category, clauses }: PeerRule): string {
  return [`$${categoryColumn(category).name}`, ...clauses.map(clauseText)].join(' and ');
}

function clauseText(clause: Clause): string {
  return clause.kind === 'not' ? `(${testText(clause.test)} | not)` : testText(clause);
}

function testText(test: Test): string {
  const value = `$${testColumn(test).name}`;
  switch (test.kind) {
    case 'equals':
      return `(${value} == ${jqString(test.value)})`;
    case 'one-of':
      return `(${test.values.map((one) => `${value} == ${jqString(one.toLowerCase())}`).join(' or ')})`;
    case 'like':
      return `(${test.patterns.map((pattern) => patternText(value, pattern)).join(' or ')})`;
    case 'compare':
      // In jq's order null is below every number.
      return `(${value} != null and ${value} ${test.operator} ${test.value})`;
  }
}

function patternText(value: string, pattern: string): string {
  const shape = patternShape(pattern);
  switch (shape.kind) {
    case 'whole':
      return `${value} == ${jqString(shape.text)}`;
    case 'start':
      return `(${value} | startswith(${jqString(shape.text)}))`;
    case 'end':
      return `(${value} | endswith(${jqString(shape.text)}))`;
    case 'inside':
      return `(${value} | contains(${jqString(shape.text)}))`;
    case 'other':
      return `(${value} | test(${jqString(patternRegExp(shape.pattern))}))`;
  }
}

/** A text as jq writes it: as JSON does, which doubles the backslash that would begin an interpolation. */
function jqString(text: string): string {
  return JSON.stringify(text);
}
