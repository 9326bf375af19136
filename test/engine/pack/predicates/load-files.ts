import { loadPack } from '../../../../src/engine/pack/load-pack.ts';
import type { LoadPackOptions, Pack } from '../../../../src/engine/pack/pack.ts';
import type { PredicateSettings } from '../../../../src/engine/predicate/predicate-settings.ts';
import { isEqlRule, type PredicateRule } from '../../../../src/engine/rule.ts';
import { ruleFolder } from '../rule-folder.ts';

/** The pack of a folder with these files. */
export function loadFiles(
  files: Record<string, string | Uint8Array>,
  options: LoadPackOptions = {},
): Promise<Pack> {
  return loadPack([ruleFolder(files)], options);
}

/** The Lua or Wasm rule of this id. */
export function predicateRule(pack: Pack, id: string): PredicateRule {
  const rule = pack.rules.find((candidate) => candidate.id === id);
  if (rule === undefined || isEqlRule(rule)) throw new Error(`${id} is no predicate of the pack`);
  return rule;
}

/** The settings of the Lua or Wasm rule of this id. */
export function settingsOf(pack: Pack, id: string): PredicateSettings {
  return predicateRule(pack, id).settings;
}

/** Code, line, column and marked length of every diagnostic. */
export function places(pack: Pack): unknown[] {
  return pack.diagnostics.map(({ code, line, column, length }) => [code, line, column, length]);
}
