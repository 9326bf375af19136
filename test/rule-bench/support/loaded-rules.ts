import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import type { Rule } from '../../../src/engine/rule.ts';
import { ruleFolder } from '../../engine/pack/rule-folder.ts';

/** The rules of a pack with these files, in the order of their ids. */
export async function loadedRules(files: Record<string, string>): Promise<readonly Rule[]> {
  const { rules, diagnostics } = await loadPack([ruleFolder(files)]);
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(diagnostics));
  return rules;
}
