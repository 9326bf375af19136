import { createHash } from 'node:crypto';
import { isEqlRule, type Rule } from '../engine/rule.ts';

/** A hash of everything that decides what a rule does, and nothing else: not its id, name, severity or file. */
export function ruleTextHash(rule: Rule): string {
  const hash = createHash('sha256');
  const settings = isEqlRule(rule) ? [rule.dialect, rule.categoryField] : rule.settings;
  hash.update(JSON.stringify([rule.kind, settings, rule.text]));
  if (rule.kind === 'wasm') hash.update(rule.module);
  return hash.digest('hex');
}
