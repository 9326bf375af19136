import { basename, extname } from 'node:path/posix';
import { detectDialect } from './detect-dialect.ts';
import type { LoadPackOptions } from './pack.ts';
import type { Findings } from './rule-draft.ts';
import { readRuleFields } from './rule-fields.ts';
import type { SourceFile } from './source-file.ts';

/** Reads a plain query file: its name without `.eql` is the rule's id. */
export function readEqlFile(source: SourceFile, options: LoadPackOptions, findings: Findings): void {
  const id = basename(source.packPath, extname(source.packPath));
  const absent = { key: '', value: undefined };
  const found = { id: { key: 'file name', value: id }, name: absent, severity: absent, tags: absent };
  const fields = readRuleFields(source, found, findings.diagnostics);
  if (fields === undefined) return;
  findings.drafts.push({
    kind: 'eql',
    source,
    ...fields,
    text: source.text,
    location: { line: 1, column: 1, indent: 0 },
    dialect: options.dialect ?? detectDialect(source.text),
    categoryField: 'event.category',
  });
}
