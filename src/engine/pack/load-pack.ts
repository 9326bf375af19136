import { extname } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { findRuleFiles } from './find-rule-files.ts';
import type { LoadPackOptions, Pack } from './pack.ts';
import { PackHash } from './pack-hash.ts';
import { parseDraft } from './parse-draft.ts';
import { quote } from './quote.ts';
import { readRules } from './read-rules.ts';
import { noFindings, type RuleDraft } from './rule-draft.ts';
import { decodeSource, readBytes, type SourceFile } from './source-file.ts';

/** Parts of a Kestrel folder that are hashed and listed, but not read as text. */
const PREDICATE_EXTENSIONS: ReadonlySet<string> = new Set(['.lua', '.wasm', '.wat']);

/**
 * Loads rule files and folders of them into one pack. Whatever is wrong with a path, a file or a rule becomes
 * a diagnostic and costs that one only; nothing is thrown for bad input.
 */
export async function loadPack(paths: readonly string[], options: LoadPackOptions = {}): Promise<Pack> {
  const search = await findRuleFiles(paths);
  const findings = noFindings();
  findings.diagnostics.push(...search.diagnostics);
  const sources: SourceFile[] = [];
  const hash = new PackHash();
  for (const file of search.files) {
    const bytes = await readBytes(file);
    if (!(bytes instanceof Uint8Array)) {
      findings.diagnostics.push(bytes);
      hash.add(file.packPath, null);
      continue;
    }
    hash.add(file.packPath, bytes);
    if (PREDICATE_EXTENSIONS.has(extname(file.packPath))) continue;
    const source = decodeSource(file, bytes);
    if ('text' in source) sources.push(source);
    else findings.diagnostics.push(source);
  }
  readRules({ sources, shownPaths: search.files.map((file) => file.shownPath) }, options, findings);
  return {
    rules: acceptRules(findings.drafts, findings.diagnostics),
    diagnostics: findings.diagnostics,
    skipped: findings.skipped,
    hash: hash.digest(),
    files: hash.files,
  };
}

/** Parses the drafts and sorts the rules by id. Of two with the same id the first in path order stays. */
function acceptRules(drafts: readonly RuleDraft[], diagnostics: Diagnostic[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const draft of drafts) {
    const parsed = parseDraft(draft);
    if ('diagnostic' in parsed) {
      diagnostics.push(parsed.diagnostic);
      continue;
    }
    const { rule, warnings } = parsed;
    const first = rules.get(rule.id);
    if (first === undefined) {
      rules.set(rule.id, rule);
      diagnostics.push(...warnings);
      continue;
    }
    const message = `the rule id ${quote(rule.id)} is taken by ${first.origin.file}; this rule is left out`;
    const fault = { code: 'duplicate-id', message, advice: 'Give one of the two rules another id.' };
    diagnostics.push(fileDiagnostic(draft.source, fault, draft.location));
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
