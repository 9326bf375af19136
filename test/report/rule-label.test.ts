import { describe, expect, it } from 'vitest';
import { ruleLabel } from '../../src/report/rule-label.ts';

describe('ruleLabel', () => {
  it('is the id where a person can read it', () => {
    expect(ruleLabel({ rule_id: 'suspicious-exec', name: 'Suspicious execution' })).toBe('suspicious-exec');
  });

  it('adds the name to the first digits of a UUID', () => {
    const rule_id = '93c1ce76-494c-4f01-8167-35edfb52f7b1';
    expect(ruleLabel({ rule_id, name: 'Encoded executable' })).toBe('93c1ce76 Encoded executable');
    expect(ruleLabel({ rule_id, name: rule_id })).toBe(rule_id);
  });

  it('lets no control character of a pack through', () => {
    expect(ruleLabel({ rule_id: '93c1ce76-494c-4f01-8167-35edfb52f7b1', name: 'a\u001b[2Jb\n' })).toBe(
      '93c1ce76 ab',
    );
  });
});
