import { type Document, isMap, isPair, isScalar } from 'yaml';
import type { Diagnostic } from '../../diagnostic.ts';
import type { PredicateLimits } from '../../predicate/predicate-limits.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import type { SourceFile } from '../source-file.ts';
import { LIMIT_KEYS, limitsOf, WRITTEN_LIMITS } from './limit-keys.ts';
import { yamlPlace } from './yaml-place.ts';

/** A file called limits.yaml may belong to something else. */
export function isLimitsFile({ contents }: Document.Parsed): boolean {
  return isMap(contents) && LIMIT_KEYS.some((key) => contents.has(key));
}

/** Reads a file of limits; what is wrong with one is reported, and the others count. */
export function readLimitsFile(
  source: SourceFile,
  document: Document.Parsed,
  diagnostics: Diagnostic[],
): Partial<PredicateLimits> {
  let limits: Partial<PredicateLimits> = {};
  const { items } = isMap(document.contents) ? document.contents : { items: [] };
  for (const { key, value } of items.filter((item) => isPair(item))) {
    const name = isScalar(key) ? String(key.value) : '';
    const written: unknown = isScalar(value) ? value.value : undefined;
    const result = WRITTEN_LIMITS.safeParse(Object.fromEntries([[name, written ?? null]]));
    if (result.success) {
      limits = { ...limits, ...limitsOf(result.data) };
      continue;
    }
    const issue = result.error.issues[0];
    const message =
      issue?.code === 'unrecognized_keys' ? 'there is no such limit' : `"${name}": ${issue?.message}`;
    const advice = `The limits are ${LIMIT_KEYS.join(', ')}.`;
    const place = yamlPlace(source, issue?.code === 'unrecognized_keys' ? key : value);
    diagnostics.push(fileDiagnostic(source, { code: 'invalid-limits', message, advice }, place));
  }
  return limits;
}
