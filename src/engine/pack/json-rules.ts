import { readJsonDocument } from './json-document.ts';
import { isManifestWithPredicates, readManifestWithPredicates } from './kestrel-one-file.ts';
import type { LoadPackOptions } from './pack.ts';
import type { PackParts } from './pack-parts.ts';
import type { Findings } from './rule-draft.ts';
import { type QueryLocator, readRuleRecord } from './rule-record.ts';
import type { SourceFile } from './source-file.ts';
import { inexactLocation, locateText } from './text-location.ts';

/** Reads a rule, or an array of rules, out of a JSON file. */
export function readJsonRules(
  source: SourceFile,
  options: LoadPackOptions,
  parts: PackParts,
  findings: Findings,
): void {
  const document = readJsonDocument(source, findings.diagnostics);
  if (document === undefined) return;
  const records: unknown[] = Array.isArray(document.value) ? document.value : [document.value];
  const locate = jsonLocator(source);
  for (const record of records) {
    if (isManifestWithPredicates(record)) readManifestWithPredicates(source, record, parts, findings);
    else readRuleRecord(source, record, locate, options, findings);
  }
}

/**
 * The parser gives no positions, so the key is looked for in the text: the next one whose value is the query.
 * Rules are located in the order in which they stand in the file, so equal queries keep apart.
 */
function jsonLocator(source: SourceFile): QueryLocator {
  let searchFrom = 0;
  return (keyPath, text) => {
    const member = new RegExp(`"${keyPath.at(-1)}"\\s*:\\s*("[^"\\\\]*(?:\\\\.[^"\\\\]*)*")`, 'g');
    member.lastIndex = searchFrom;
    for (let match = member.exec(source.text); match !== null; match = member.exec(source.text)) {
      const literal = match[1] ?? '';
      if (decode(literal) !== text) continue;
      searchFrom = member.lastIndex;
      return locateText(source, member.lastIndex - literal.length + 1, 0, text);
    }
    // The key itself is spelled with escapes; those after it are not worth another search.
    searchFrom = source.text.length;
    return inexactLocation(source, 0);
  };
}

function decode(literal: string): unknown {
  try {
    return JSON.parse(literal);
  } catch {
    return undefined;
  }
}
