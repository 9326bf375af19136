import { isNode } from 'yaml';
import type { Place } from '../file-diagnostic.ts';
import type { SourceFile } from '../source-file.ts';

/** Where a YAML node stands, its first line only; the beginning of the file for what is none. */
export function yamlPlace(source: SourceFile, node: unknown): Place {
  const [start, end] = isNode(node) ? (node.range ?? [0, 0]) : [0, 0];
  const text = source.text.slice(start, end).split('\n', 1)[0] ?? '';
  return { ...source.lines.positionAt(start), length: Math.max(1, text.trimEnd().length) };
}
