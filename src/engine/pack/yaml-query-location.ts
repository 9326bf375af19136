import { type Document, isAlias, isCollection, isScalar, type Node, type Scalar } from 'yaml';
import type { SourceFile } from './source-file.ts';
import { locateText, type TextLocation } from './text-location.ts';

/** Where the file spells the text that the parser found under a path of keys and list places. */
export function locateYamlText(
  source: SourceFile,
  document: Document.Parsed,
  keyPath: readonly (string | number)[],
  text: string,
): TextLocation {
  const node = scalarAt(document, keyPath);
  const [start] = node?.range ?? document.range;
  if (node?.type === 'BLOCK_LITERAL' || node?.type === 'BLOCK_FOLDED')
    return locateBlock(source, start, text);
  const isQuoted = node?.type === 'QUOTE_DOUBLE' || node?.type === 'QUOTE_SINGLE';
  return locateText(source, isQuoted ? start + 1 : start, 0, text);
}

/** A block starts on the line after its `|` or `>`; its indentation is that of its first line with text. */
function locateBlock(source: SourceFile, start: number, text: string): TextLocation {
  const header = source.lines.positionAt(start);
  const lines = text.split('\n');
  const filled = lines.findIndex((line) => line !== '');
  const written = source.lines.lineText(header.line + 1 + filled);
  const indent = Math.max(0, leadingBlanks(written) - leadingBlanks(lines[filled] ?? ''));
  const firstLine = source.text.indexOf('\n', start) + 1;
  return locateText(source, filled === 0 ? firstLine + indent : firstLine, indent, text);
}

function leadingBlanks(line: string): number {
  return line.length - line.trimStart().length;
}

function scalarAt(
  document: Document.Parsed,
  keyPath: readonly (string | number)[],
): Scalar.Parsed | undefined {
  const resolved = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
  let node: unknown = document.contents;
  for (const key of keyPath) {
    const collection = resolved(node);
    node = isCollection(collection) ? (collection.get(key, true) as Node | undefined) : undefined;
  }
  const scalar = resolved(node);
  return isScalar(scalar) ? (scalar as Scalar.Parsed) : undefined;
}
