import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

/** A place in a file of JavaScript, as V8 writes it into stack traces. */
const PLACE = /(file:\/\/\S+?\.js):(\d+):(\d+)/g;

/**
 * A stack trace with the places in the program's sources: the files of the built program hold many modules each, and change
 * with every release. Places of which no source map beside the file knows more stay as they are.
 */
export function sourceStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replace(PLACE, (place, url: string, line: string, column: string) => {
    if (!maps.has(url)) maps.set(url, readMap(url));
    const origin = maps.get(url)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !('fileName' in origin)) return place;
    const { fileName, lineNumber, columnNumber } = origin;
    return `${new URL(fileName, url).href}:${lineNumber}:${columnNumber}`;
  });
}

function readMap(url: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')));
  } catch {
    // A trace is for someone to send: one with the places of the built program is better than none.
    return undefined;
  }
}
