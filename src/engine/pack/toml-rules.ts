import { parse, TomlError } from 'smol-toml';
import { fileDiagnostic } from './file-diagnostic.ts';
import type { LoadPackOptions } from './pack.ts';
import type { Findings } from './rule-draft.ts';
import { readRuleRecord } from './rule-record.ts';
import type { SourceFile } from './source-file.ts';
import { inexactLocation, locateText, type TextLocation } from './text-location.ts';

/** A note may quote a few rules; thousands are made to keep the search busy. */
const MAX_CANDIDATES = 100;

/** Reads a rule in Elastic's detection-rule format: one TOML file, one rule, under `[rule]`. */
export function readTomlRules(source: SourceFile, options: LoadPackOptions, findings: Findings): void {
  let record: unknown;
  try {
    record = parse(source.text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The library's message goes on with an excerpt of the file, which the diagnostic has already.
    const message = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    findings.diagnostics.push(fileDiagnostic(source, { code: 'toml-syntax', message }, error));
    return;
  }
  const locate = (keyPath: readonly string[], text: string) => locateTomlText(source, keyPath, text);
  readRuleRecord(source, record, locate, options, findings);
}

/**
 * The parser gives no positions, so the key is looked for in the text: of all that look like it (another
 * string may quote a rule), it is the one whose value is the query.
 */
function locateTomlText(source: SourceFile, keyPath: readonly string[], text: string): TextLocation {
  const key = keyPath.at(-1) ?? '';
  const assignment = new RegExp(`^[ \\t]*(?:[\\w.-]+\\.)?["']?${key}["']?[ \\t]*=[ \\t]*('''|"""|'|")`, 'gm');
  let fallback = 0;
  let candidates = 0;
  for (const match of source.text.matchAll(assignment)) {
    candidates += 1;
    if (candidates > MAX_CANDIDATES) break;
    const delimiter = match[1] ?? '';
    let start = match.index + match[0].length;
    // A line break right after three quotes is not part of the string.
    if (delimiter.length === 3) start += /^\r?\n/.exec(source.text.slice(start, start + 2))?.[0].length ?? 0;
    const location = locateText(source, start, 0, text);
    if (location.indent !== null) return location;
    if (fallback === 0) fallback = match.index;
    if (isValue(source.text, match.index + match[0].length - delimiter.length, delimiter, text)) {
      return inexactLocation(source, match.index);
    }
  }
  return inexactLocation(source, fallback);
}

/** Does the literal at `start` spell the text with escapes? Those have no place in a literal string. */
function isValue(source: string, start: number, delimiter: string, text: string): boolean {
  const literal =
    delimiter === '"""' ? /"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*"""/y : /"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;
  literal.lastIndex = start;
  const found = literal.exec(source)?.[0];
  if (found === undefined) return false;
  try {
    return parse(`value = ${found}`).value === text;
  } catch {
    return false;
  }
}
