import type { FieldValue } from '../../../src/engine/events/field-value.ts';
import { KESTREL_FIELDS } from '../../../src/engine/events/kestrel-fields.ts';
import type { EventFields } from '../../../src/engine/predicate/event-fields.ts';
import type { Predicate } from '../../../src/engine/predicate/predicate.ts';
import type { PredicateLimits } from '../../../src/engine/predicate/predicate-limits.ts';
import type { PredicateSettings } from '../../../src/engine/predicate/predicate-settings.ts';
import { ruleWrapper } from '../../../src/engine/predicate/rule-wrapper.ts';
import { V8TimeGuard } from '../../../src/engine/predicate/v8-time-guard.ts';
import type { WasmRule } from '../../../src/engine/rule.ts';
import { assembleWat } from '../../../src/engine/wasm/assemble-wat.ts';
import { loadWasmPredicate } from '../../../src/engine/wasm/load-wasm-predicate.ts';
import { type ModuleImports, webAssembly } from '../../../src/engine/wasm/web-assembly.ts';

export const LIMITS: PredicateLimits = { timeLimitMs: 10_000, memoryLimitBytes: 1024 * 1024, maxFaults: 3 };

/** The binary module of a text that must be sound. */
export async function assembled(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const result = await assembleWat(text, 'rule.wat');
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.module;
}

/** The functions that a text exports, started as it is. */
export async function instantiate(
  text: string,
  imports: ModuleImports = {},
): Promise<Record<string, () => unknown>> {
  const { Instance, Module } = webAssembly!;
  return new Instance(new Module(await assembled(text)), imports).exports as Record<string, () => unknown>;
}

/** A rule of a module, with Kestrel's own field numbers. */
export function wasmRule(
  module: Uint8Array<ArrayBuffer>,
  settings: Partial<PredicateSettings> = {},
): WasmRule {
  return {
    id: 'rule',
    name: 'rule',
    severity: 'low',
    tags: [],
    file: 'rule.wasm',
    text: '',
    origin: { file: 'rule.wasm', line: 1, column: 1 },
    kind: 'wasm',
    module,
    settings: {
      category: null,
      fields: new Map(KESTREL_FIELDS.map((field) => [field.id, field])),
      regexes: [],
      globs: [],
      limits: {},
      ...settings,
    },
  };
}

interface StartOptions {
  readonly settings?: Partial<PredicateSettings>;
  readonly limits?: Partial<PredicateLimits>;
  readonly keepCaptures?: boolean;
}

/** Starts the rule of a binary module. */
export function startModule(module: Uint8Array<ArrayBuffer>, options: StartOptions = {}): Promise<Predicate> {
  return loadWasmPredicate(wasmRule(module, options.settings), {
    limits: { ...LIMITS, ...options.limits },
    guard: new V8TimeGuard(),
    wrapper: ruleWrapper('rule'),
    keepCaptures: options.keepCaptures ?? true,
  });
}

/** Starts the rule of a text. */
export async function startWat(text: string, options: StartOptions = {}): Promise<Predicate> {
  return startModule(await assembled(text), options);
}

/** Events as a rule reads them: by path. */
export type PlainEvent = Readonly<Record<string, FieldValue>>;

/** The fields of a few events, each a row. */
export function fieldsOf(events: readonly PlainEvent[]): EventFields {
  return { reader: (path) => (row) => (Object.hasOwn(events[row]!, path) ? events[row]![path] : undefined) };
}

/** Runs a rule over events as one batch; the rows that matched. */
export function runOver(predicate: Predicate, events: readonly PlainEvent[]): number[] {
  predicate.bind(fieldsOf(events));
  return runRows(predicate, events.length);
}

/** Runs a bound rule over the first rows of its events once more. */
export function runRows(predicate: Predicate, count: number): number[] {
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  const { matched } = predicate.run(rows, count);
  return [...rows.subarray(0, matched)];
}

/** The kinds and reasons of what has happened. */
export function faultsOf(predicate: Predicate): string[] {
  return predicate.takeFaults().map(({ kind, reason, row }) => `${row} ${kind}: ${reason}`);
}
