import type { LoadPackOptions } from '../../../src/engine/pack/pack.ts';
import { readRules } from '../../../src/engine/pack/read-rules.ts';
import { type EqlDraft, type Findings, noFindings } from '../../../src/engine/pack/rule-draft.ts';
import { sourceFile } from '../../../src/engine/pack/source-file.ts';

/** What the reader of this kind of file makes of a text. */
export function readOne(path: string, text: string, options: LoadPackOptions = {}): Findings {
  const findings = noFindings();
  readRules({ sources: [sourceFile(path, path, text)], shownPaths: [path] }, options, findings);
  return findings;
}

/** The rules in EQL that the reader of this kind of file makes of a text. */
export function readEql(path: string, text: string, options: LoadPackOptions = {}): EqlDraft[] {
  return readOne(path, text, options).drafts.filter((draft) => draft.kind === 'eql');
}
