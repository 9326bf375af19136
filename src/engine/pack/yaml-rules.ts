import type { LoadPackOptions } from './pack.ts';
import type { Findings } from './rule-draft.ts';
import { readRuleRecord } from './rule-record.ts';
import type { SourceFile } from './source-file.ts';
import { yamlDocuments, yamlValue } from './yaml-documents.ts';
import { locateYamlText } from './yaml-query-location.ts';

/** Reads the rules of a YAML file: one per document, or a list of them. */
export function readYamlRules(source: SourceFile, options: LoadPackOptions, findings: Findings): void {
  const documents = yamlDocuments(source, findings.diagnostics);
  for (const document of documents) {
    const value = yamlValue(source, document, findings.diagnostics);
    if (value === undefined) return;
    const records: unknown[] = Array.isArray(value.plain) ? value.plain : [value.plain];
    for (const [index, record] of records.entries()) {
      const listPath = Array.isArray(value.plain) ? [index] : [];
      const locate = (keyPath: readonly string[], text: string) =>
        locateYamlText(source, document, [...listPath, ...keyPath], text);
      readRuleRecord(source, record, locate, options, findings);
    }
  }
}
