import { extname } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import { acceptRules } from './accept-rules.ts';
import { type FoundFile, findRuleFiles } from './find-rule-files.ts';
import type { LoadPackOptions, Pack } from './pack.ts';
import { PackHash } from './pack-hash.ts';
import { FolderSettings } from './predicates/folder-settings.ts';
import { isLuaBytecode, luaBytecodeFault } from './predicates/lua-bytecode.ts';
import { readRules } from './read-rules.ts';
import { noFindings } from './rule-draft.ts';
import { decodeSource, moduleFile, readBytes, type SourceFile } from './source-file.ts';

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
    // One after the other and without waiting: handing so little work to other threads takes longer than doing it.
    const bytes = readBytes(file);
    if (!(bytes instanceof Uint8Array)) {
      findings.diagnostics.push(bytes);
      hash.add(file.packPath, null);
      continue;
    }
    hash.add(file.packPath, bytes);
    const source = readSource(file, bytes);
    if ('text' in source) sources.push(source);
    else findings.diagnostics.push(source);
  }
  const folders = new FolderSettings();
  const ruleSources = sources.filter((source) => !folders.add(source, findings.diagnostics));
  readRules(
    { sources: ruleSources, shownPaths: search.files.map((file) => file.shownPath) },
    options,
    findings,
  );
  const rules = await acceptRules(
    findings.drafts,
    { folders, limits: options.limits ?? {} },
    findings.diagnostics,
  );
  return {
    rules,
    diagnostics: findings.diagnostics,
    skipped: findings.skipped,
    hash: hash.digest(),
    files: hash.files,
  };
}

function readSource(file: FoundFile, bytes: Uint8Array<ArrayBuffer>): SourceFile | Diagnostic {
  const extension = extname(file.packPath).toLowerCase();
  if (extension === '.wasm') return moduleFile(file, bytes);
  if (extension === '.lua' && isLuaBytecode(bytes)) return luaBytecodeFault(file);
  return decodeSource(file, bytes);
}
