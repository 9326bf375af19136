import type { Diagnostic } from '../../diagnostic.ts';
import { fileDiagnostic, type Place } from '../file-diagnostic.ts';
import type { FoundFields } from '../rule-fields.ts';
import type { SourceFile } from '../source-file.ts';
import { type CommentMark, type HeaderLine, headerLines } from './header-lines.ts';
import { LIMIT_KEYS, limitsOf, WRITTEN_LIMITS, type WrittenLimits } from './limit-keys.ts';
import type { OwnSettings, WrittenPattern } from './own-settings.ts';

/** What the comments at the top of a Lua or WAT file say of the rule. */
export interface PredicateHeader {
  readonly fields: FoundFields;
  readonly settings: OwnSettings;
}

/** Keys that may be there once, besides the limits. */
const SINGLE_KEYS = ['id', 'name', 'severity', 'tags', 'category'] as const;

/** Reads the header; undefined where it has a fault, which is pushed to the diagnostics. */
export function readPredicateHeader(
  source: SourceFile,
  mark: CommentMark,
  diagnostics: Diagnostic[],
): PredicateHeader | undefined {
  const lines = headerLines(source, mark);
  const faults = [...repeatedKeys(source, lines), ...emptyPatterns(source, lines)];
  const single = new Map(lines.map((line) => [line.key, line]));
  const limits = readLimits(source, single, faults);
  diagnostics.push(...faults);
  if (faults.length > 0) return undefined;
  const category = single.get('category')?.value ?? '';
  return {
    fields: foundFields(single),
    settings: {
      category: category === '' || category === 'any' ? null : category,
      regexes: patterns(source, lines, 'regex'),
      globs: patterns(source, lines, 'glob'),
      limits: limitsOf(limits),
    },
  };
}

function foundFields(lines: ReadonlyMap<string, HeaderLine>): FoundFields {
  const found = (key: string) => {
    const line = lines.get(key);
    return line === undefined ? { key, value: undefined } : { key, value: line.value, place: placeOf(line) };
  };
  const tags = lines.get('tags')?.value.split(',') ?? [];
  return {
    id: found('id'),
    name: found('name'),
    severity: found('severity'),
    tags: { key: 'tags', value: tags.map((tag) => tag.trim()).filter((tag) => tag !== '') },
  };
}

function repeatedKeys(source: SourceFile, lines: readonly HeaderLine[]): Diagnostic[] {
  const single = new Set<string>([...SINGLE_KEYS, ...LIMIT_KEYS.map(headerKey)]);
  const seen = new Set<string>();
  const faults: Diagnostic[] = [];
  for (const line of lines) {
    if (single.has(line.key) && seen.has(line.key)) {
      const fault = { code: 'invalid-header', message: `the header has "${line.key}" twice` };
      faults.push(fileDiagnostic(source, { ...fault, advice: 'Leave one of them out.' }, placeOf(line)));
    }
    seen.add(line.key);
  }
  return faults;
}

/** An empty pattern would be found in every text. */
function emptyPatterns(source: SourceFile, lines: readonly HeaderLine[]): Diagnostic[] {
  return lines
    .filter(({ key, value }) => (key === 'regex' || key === 'glob') && value === '')
    .map((line) => {
      const message = `the header's "${line.key}" is empty`;
      const advice = 'Write the pattern after the colon.';
      return fileDiagnostic(source, { code: 'invalid-header', message, advice }, placeOf(line));
    });
}

function readLimits(
  source: SourceFile,
  lines: ReadonlyMap<string, HeaderLine>,
  faults: Diagnostic[],
): WrittenLimits {
  let limits: WrittenLimits = {};
  for (const key of LIMIT_KEYS) {
    const line = lines.get(headerKey(key));
    if (line === undefined) continue;
    const value = /^\d+$/.test(line.value) ? Number(line.value) : line.value;
    const result = WRITTEN_LIMITS.safeParse({ [key]: value });
    if (result.success) {
      limits = { ...limits, ...result.data };
      continue;
    }
    const message = `"${line.key}": ${result.error.issues[0]?.message ?? 'invalid'}`;
    faults.push(fileDiagnostic(source, { code: 'invalid-header', message }, placeOf(line)));
  }
  return limits;
}

function patterns(source: SourceFile, lines: readonly HeaderLine[], key: 'regex' | 'glob'): WrittenPattern[] {
  return lines
    .filter((line) => line.key === key)
    .map((line) => ({ text: line.value, source, place: placeOf(line) }));
}

function placeOf({ line, column, value }: HeaderLine): Place {
  return { line, column, length: Math.max(1, value.length) };
}

/** `time_limit_ms` in YAML and JSON is `time-limit-ms` in a header. */
function headerKey(key: string): string {
  return key.replaceAll('_', '-');
}
