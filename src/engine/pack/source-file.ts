import { readFileSync, statSync } from 'node:fs';
import type { Diagnostic } from '../diagnostic.ts';
import type { FoundFile } from './find-rule-files.ts';
import { LineIndex } from './line-index.ts';

/** No rule file comes near this; a file beyond it is a mistake or an attack. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A rule file's text and its names. */
export interface SourceFile {
  /** Relative to the pack's folder, with forward slashes. */
  readonly packPath: string;
  /** As the user would open it: the path given on the command line and what follows it. */
  readonly shownPath: string;
  /** Decoded, without byte order mark. */
  readonly text: string;
  readonly lines: LineIndex;
}

/** A binary module. Its text is empty, as nobody wrote it. */
export interface ModuleFile extends SourceFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function sourceFile(packPath: string, shownPath: string, text: string): SourceFile {
  return { packPath, shownPath, text, lines: new LineIndex(text) };
}

export function moduleFile(file: FoundFile, bytes: Uint8Array<ArrayBuffer>): ModuleFile {
  return { ...sourceFile(file.packPath, file.shownPath, ''), bytes: new Uint8Array(bytes) };
}

/** A file's bytes, or what is wrong with it. */
export function readBytes(file: FoundFile): Uint8Array<ArrayBuffer> | Diagnostic {
  const fault = (code: string, message: string, advice: string): Diagnostic => ({
    severity: 'error',
    code,
    file: file.shownPath,
    message,
    advice,
  });
  try {
    // Asked anew, not remembered from the search: what counts is the file that is about to be read.
    const { size } = statSync(file.absolutePath);
    if (size > MAX_FILE_BYTES) {
      const message = `the file has ${size} bytes, a rule file may have ${MAX_FILE_BYTES}`;
      return fault('file-too-large', message, 'Split the file, or keep it out of the rules folder.');
    }
    return readFileSync(file.absolutePath);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return fault('unreadable', `the file cannot be read (${reason})`, 'Check its permissions.');
  }
}

/** Decodes a rule file, or says why it is no text. */
export function decodeSource(file: FoundFile, bytes: Uint8Array): SourceFile | Diagnostic {
  try {
    const text = UTF8.decode(bytes);
    return sourceFile(file.packPath, file.shownPath, text);
  } catch {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return {
      severity: 'error',
      code: 'encoding',
      file: file.shownPath,
      message: utf16 ? 'the file is UTF-16, not UTF-8' : 'the file is not valid UTF-8',
      advice: 'Save it as UTF-8.',
    };
  }
}
