import { parse } from 'lossless-json';
import type { Diagnostic } from '../diagnostic.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The value of a JSON file; undefined, and a diagnostic, where it is broken. Not JSON.parse: that does not
 * always say where the fault is, and takes a key that is there twice.
 */
export function readJsonDocument(
  source: SourceFile,
  diagnostics: Diagnostic[],
): { value: unknown } | undefined {
  try {
    return { value: parse(source.text, null, Number) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /^(.*?)(?: encountered)? at position (\d+)$/s.exec(error.message);
    const message = position?.[1] ?? error.message;
    const place = position === null ? undefined : source.lines.positionAt(Number(position[2]));
    diagnostics.push(fileDiagnostic(source, { code: 'json-syntax', message }, place));
    return undefined;
  }
}
