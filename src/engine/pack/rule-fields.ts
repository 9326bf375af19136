import { z } from 'zod';
import type { Diagnostic } from '../diagnostic.ts';
import type { Severity } from '../rule.ts';
import { fileDiagnostic, type Place } from './file-diagnostic.ts';
import { quote } from './quote.ts';
import { DEFAULT_SEVERITY, parseSeverity, SEVERITIES } from './severity.ts';
import type { SourceFile } from './source-file.ts';
import { ownValue, type UnknownRecord, valueAt } from './unknown-record.ts';

/** What every format says of a rule besides its query. */
export interface RuleFields {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
}

/** A value as the file has it, and the key it was found under, to name in messages. */
export interface Found {
  readonly key: string;
  readonly value: unknown;
  /** Where the value stands; absent where only the file is known. */
  readonly place?: Place;
}

/** Where a format keeps each of the fields. */
export type FoundFields = { readonly [Field in keyof RuleFields]: Found };

/** The first of some keys that a record or its `metadata` has; named after the first where none is there. */
export function findInRecord(record: UnknownRecord, keys: readonly [string, ...string[]]): Found {
  for (const key of keys) {
    const value = ownValue(record, key);
    if (value !== undefined) return { key, value };
  }
  for (const key of keys) {
    const value = valueAt(record, ['metadata', key]);
    if (value !== undefined) return { key: `metadata.${key}`, value };
  }
  return { key: keys[0], value: undefined };
}

const MAX_ID_LENGTH = 256;
const TEXT = z.string();
const TEXTS = z.array(z.string());

/** Control characters, formatting that changes what is seen, lone surrogates, line separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/**
 * Checks the fields of a rule. Undefined if the rule cannot be used; what is wrong is pushed to
 * `diagnostics`. Only the id is required; a field that is null counts as absent.
 */
export function readRuleFields(
  source: SourceFile,
  found: FoundFields,
  diagnostics: Diagnostic[],
): RuleFields | undefined {
  const id = checkedId(source, found.id, diagnostics);
  const name = checked(source, TEXT, found.name, diagnostics);
  const tags = checked(source, TEXTS, found.tags, diagnostics);
  const severity = checked(source, TEXT, found.severity, diagnostics);
  if (id === undefined || name === FAULTY || tags === FAULTY || severity === FAULTY) return undefined;
  return {
    id,
    name: onOneLine(name ?? id),
    severity: knownSeverity(source, found.severity, severity, diagnostics),
    tags: tags ?? [],
  };
}

const FAULTY = Symbol('faulty');

function checked<T>(
  source: SourceFile,
  schema: z.ZodType<T>,
  { key, value, place: at }: Found,
  diagnostics: Diagnostic[],
): T | undefined | typeof FAULTY {
  if (value === undefined || value === null) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = [key, ...(issue?.path ?? [])].join('.');
  const message = `"${place}": ${issue?.message ?? 'invalid'}`;
  diagnostics.push(fileDiagnostic(source, { code: 'invalid-field', message }, at));
  return FAULTY;
}

function checkedId(source: SourceFile, found: Found, diagnostics: Diagnostic[]): string | undefined {
  const refuse = (code: string, message: string, advice: string): undefined => {
    diagnostics.push(fileDiagnostic(source, { code, message, advice }, found.place));
  };
  const id = checked(source, TEXT, found, diagnostics);
  if (id === FAULTY) return undefined;
  if (id === undefined || id.trim() === '') {
    return refuse('missing-id', `the rule has no "${found.key}"`, 'Give it an id that no other rule has.');
  }
  if (UNPRINTABLE.test(id)) {
    const message = `"${found.key}" ${quote(id)} holds characters that cannot be seen`;
    return refuse('invalid-id', message, 'Use printable characters only.');
  }
  if (id.length > MAX_ID_LENGTH) {
    const message = `"${found.key}" has ${id.length} characters, at most ${MAX_ID_LENGTH} are allowed`;
    return refuse('invalid-id', message, 'Give the rule a shorter id.');
  }
  return id;
}

function knownSeverity(
  source: SourceFile,
  { key, place }: Found,
  text: string | undefined,
  diagnostics: Diagnostic[],
): Severity {
  if (text === undefined) return DEFAULT_SEVERITY;
  const severity = parseSeverity(text);
  if (severity !== undefined) return severity;
  const message = `unknown "${key}" ${quote(text)}, ${DEFAULT_SEVERITY} is used`;
  const advice = `Use one of ${SEVERITIES.join(', ')}.`;
  const fault = { severity: 'warning', code: 'unknown-severity', message, advice } as const;
  diagnostics.push(fileDiagnostic(source, fault, place));
  return DEFAULT_SEVERITY;
}

/** Names are shown in tables: whatever breaks a line becomes a blank. */
function onOneLine(name: string): string {
  return name.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim();
}
