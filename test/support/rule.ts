import type { Dialect } from '../../src/engine/eql/ast.ts';
import { parseQuery } from '../../src/engine/eql/parse.ts';
import type { EqlRule } from '../../src/engine/rule.ts';

/** A rule around a query, for tests of what happens after loading. */
export function ruleOf(text: string, overrides: Partial<EqlRule> & { dialect?: Dialect } = {}): EqlRule {
  const dialect = overrides.dialect ?? 'elastic';
  const query = parseQuery(text, { dialect });
  return {
    id: 'test-rule',
    name: 'Test rule',
    kind: query.kind === 'event' ? 'eql' : 'sequence',
    severity: 'medium',
    tags: [],
    file: 'test-rule.eql',
    text,
    origin: { file: 'test-rule.eql', line: 1, column: 1 },
    categoryField: 'event.category',
    ...overrides,
    dialect,
    query,
  };
}
