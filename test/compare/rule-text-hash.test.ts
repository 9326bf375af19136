import { expect, test } from 'vitest';
import { ruleTextHash } from '../../src/compare/rule-text-hash.ts';
import { ruleOf } from '../support/rule.ts';

test('ids, names and files do not matter; text and what it is read with do', () => {
  const hash = ruleTextHash(ruleOf('process where true'));
  expect(ruleTextHash(ruleOf('process where true', { id: 'other', name: 'n', file: 'f' }))).toBe(hash);
  expect(ruleTextHash(ruleOf('process where false'))).not.toBe(hash);
  expect(ruleTextHash(ruleOf('process where true', { categoryField: 'kind' }))).not.toBe(hash);
});
