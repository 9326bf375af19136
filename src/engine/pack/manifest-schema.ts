import { z } from 'zod';
import { fileDiagnostic } from './file-diagnostic.ts';
import { WRITTEN_LIMITS } from './predicates/limit-keys.ts';
import type { Findings } from './rule-draft.ts';
import { type RuleFields, readRuleFields } from './rule-fields.ts';
import type { SourceFile } from './source-file.ts';
import { isRecord, ownValue, type UnknownRecord } from './unknown-record.ts';

/** Kestrel itself demands more keys; the others mean nothing here, so a manifest without them does. */
const MANIFEST = z.object({
  format_version: z.string(),
  metadata: z.looseObject({}),
  capabilities: z
    .object({
      supports_inline: z.boolean().nullish(),
      requires_block: z.boolean().nullish(),
      max_span_ms: z.int().min(0).nullish(),
    })
    .optional(),
  /** Ours; Kestrel ignores keys it does not know. */
  kestrel_perf: z
    .strictObject({ category: z.string().min(1).optional(), limits: WRITTEN_LIMITS.optional() })
    .optional(),
});

/** A manifest whose keys are checked. */
export interface Manifest {
  readonly source: SourceFile;
  readonly fields: RuleFields;
  /** The severity as the manifest spells it; undefined where it names none. */
  readonly writtenSeverity: string | undefined;
  readonly capabilities: NonNullable<z.infer<typeof MANIFEST>['capabilities']>;
  readonly settings: NonNullable<z.infer<typeof MANIFEST>['kestrel_perf']>;
}

/** A manifest.json may belong to something else, a browser extension for example. */
export function isKestrelManifest(value: unknown): value is UnknownRecord {
  return isRecord(value) && (Object.hasOwn(value, 'format_version') || isRecord(ownValue(value, 'metadata')));
}

/**
 * Checks a manifest; undefined where it has a fault, which is pushed to the findings.
 *
 * @param prefix what stands before its keys in messages: a manifest may be part of a larger file.
 */
export function readManifest(
  source: SourceFile,
  value: UnknownRecord,
  prefix: string,
  findings: Findings,
): Manifest | undefined {
  const result = MANIFEST.safeParse(value);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const key = `${prefix}${issue.path.join('.')}`;
      const message = key === '' ? issue.message : `"${key}": ${issue.message}`;
      findings.diagnostics.push(fileDiagnostic(source, { code: 'invalid-manifest', message }));
    }
    return undefined;
  }
  const { capabilities = {}, kestrel_perf: settings = {} } = result.data;
  const metadata: UnknownRecord = result.data.metadata;
  const found = (key: string) => ({ key: `${prefix}metadata.${key}`, value: ownValue(metadata, key) });
  const fields = readRuleFields(
    source,
    { id: found('rule_id'), name: found('rule_name'), severity: found('severity'), tags: found('tags') },
    findings.diagnostics,
  );
  const severity = ownValue(metadata, 'severity');
  const writtenSeverity = typeof severity === 'string' ? severity : undefined;
  return fields && { source, fields, writtenSeverity, capabilities, settings };
}
