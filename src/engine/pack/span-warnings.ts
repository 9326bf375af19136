import type { Diagnostic } from '../diagnostic.ts';
import type { Query } from '../eql/ast.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import type { DeclaredSpan } from './rule-draft.ts';

/** Warns where a manifest's `max_span_ms` is not the `maxspan` of the sequence beside it. */
export function spanWarnings(query: Query, declared: DeclaredSpan | undefined): Diagnostic[] {
  if (declared === undefined || query.kind !== 'sequence') return [];
  const { manifest, milliseconds } = declared;
  if (query.maxspanMs === milliseconds) return [];
  const actual = query.maxspanMs === null ? 'no maxspan' : `a maxspan of ${query.maxspanMs} ms`;
  const message = `"capabilities.max_span_ms" is ${milliseconds}, but the query has ${actual}`;
  const advice = 'The query counts: correct the manifest.';
  const fault = { severity: 'warning', code: 'manifest-span', message, advice } as const;
  return [fileDiagnostic(manifest, fault)];
}
