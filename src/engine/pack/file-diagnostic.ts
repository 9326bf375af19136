import type { Diagnostic } from '../diagnostic.ts';
import type { FilePosition } from './line-index.ts';
import type { SourceFile } from './source-file.ts';

/** What a fault is, apart from where it is. */
export interface Fault {
  readonly severity?: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly advice?: string | undefined;
}

/** Where in the file; `length` null means up to the end of the line. */
export type Place = FilePosition & { readonly length?: number | null };

/** Makes a diagnostic of a fault in a file, with the line it is on; without a place the whole file is meant. */
export function fileDiagnostic(source: SourceFile, fault: Fault, place?: Place): Diagnostic {
  const { severity = 'error', code, message, advice } = fault;
  const base = {
    severity,
    code,
    file: source.shownPath,
    message,
    ...(advice === undefined ? {} : { advice }),
  };
  if (place === undefined) return base;
  const { line, column } = place;
  const sourceLine = source.lines.lineText(line);
  const length = place.length === null ? Math.max(1, sourceLine.length - column + 1) : (place.length ?? 1);
  return { ...base, line, column, length, sourceLine };
}
