import type { FieldValue } from '../../../src/engine/events/field-value.ts';
import { KESTREL_FIELDS } from '../../../src/engine/events/kestrel-fields.ts';
import { loadLuaPredicate } from '../../../src/engine/lua/load-lua-predicate.ts';
import type { LuaRuntime } from '../../../src/engine/lua/lua-runtime.ts';
import type { EventFields } from '../../../src/engine/predicate/event-fields.ts';
import type { FieldTable } from '../../../src/engine/predicate/field-table.ts';
import type { Captures, Predicate } from '../../../src/engine/predicate/predicate.ts';
import type { EvaluationFault } from '../../../src/engine/predicate/predicate-fault.ts';
import {
  DEFAULT_PREDICATE_LIMITS,
  type PredicateLimits,
} from '../../../src/engine/predicate/predicate-limits.ts';
import { ruleWrapper } from '../../../src/engine/predicate/rule-wrapper.ts';
import { TimeLimitError } from '../../../src/engine/predicate/time-guard.ts';
import { V8TimeGuard } from '../../../src/engine/predicate/v8-time-guard.ts';
import type { LuaRule } from '../../../src/engine/rule.ts';

/** A slow machine is no reason to fail: what is about the time limit sets its own. */
const TEST_LIMITS: PredicateLimits = { ...DEFAULT_PREDICATE_LIMITS, timeLimitMs: 60_000 };

export type FlatEvent = Readonly<Record<string, FieldValue>>;

/** Kestrel's, and the largest number that a field can have. */
const FIELDS: FieldTable = new Map(
  [...KESTREL_FIELDS, { id: 0xffffffff, path: 'process.name' }].map((field) => [field.id, field]),
);

export interface LoadSettings {
  readonly runtime: LuaRuntime;
  readonly limits?: Partial<PredicateLimits>;
  readonly regexes?: readonly string[];
  readonly globs?: readonly string[];
}

export function luaRule(text: string, { regexes = [], globs = [] }: Partial<LoadSettings> = {}): LuaRule {
  return {
    kind: 'lua',
    id: 'rule',
    name: 'Rule',
    severity: 'medium',
    tags: [],
    file: 'pack/predicate.lua',
    text,
    origin: { file: 'pack/predicate.lua', line: 1, column: 1 },
    settings: {
      category: null,
      fields: FIELDS,
      regexes,
      globs,
      limits: {},
    },
  };
}

export function loadLua(text: string, settings: LoadSettings): Promise<Predicate> {
  return loadLuaPredicate(luaRule(text, settings), settings.runtime, {
    limits: { ...TEST_LIMITS, ...settings.limits },
    guard: new V8TimeGuard(),
    wrapper: ruleWrapper('rule'),
    keepCaptures: true,
  });
}

/** What a rule did with a stream. */
export interface Ran {
  readonly predicate: Predicate;
  /** Places of the events that matched, from 0. */
  readonly matches: readonly number[];
  readonly captures: readonly (Captures | undefined)[];
  readonly faults: readonly EvaluationFault[];
  readonly evaluated: number;
  /** Where the time limit ended it. */
  readonly endedAt?: number;
}

/** Runs a rule over events, in batches, as the engine does: until it is spent or its time is over. */
export async function runLua(
  text: string,
  events: readonly FlatEvent[],
  settings: LoadSettings & { readonly batchSize?: number },
): Promise<Ran> {
  const predicate = await loadLua(text, settings);
  return runEvents(predicate, events, settings);
}

export function runEvents(
  predicate: Predicate,
  events: readonly FlatEvent[],
  {
    batchSize = 1024,
    limits,
  }: { readonly batchSize?: number; readonly limits?: Partial<PredicateLimits> } = {},
): Ran {
  const timeLimitMs = limits?.timeLimitMs ?? TEST_LIMITS.timeLimitMs;
  const guard = new V8TimeGuard();
  let from = 0;
  const fields: EventFields = { reader: (path) => (row) => valueAt(events[from + row]!, path) };
  predicate.bind(fields);
  const matches: number[] = [];
  const captures: (Captures | undefined)[] = [];
  const faults: EvaluationFault[] = [];
  let evaluated = 0;
  for (; from < events.length && !predicate.isSpent; from += batchSize) {
    const count = Math.min(batchSize, events.length - from);
    const rows = Int32Array.from({ length: batchSize }, (_, at) => at);
    let outcome: { evaluated: number; matched: number };
    let endedAt: number | undefined;
    try {
      outcome = guard.run(timeLimitMs, () => predicate.run(rows, count));
    } catch (error) {
      if (!(error instanceof TimeLimitError)) throw error;
      const { row, ...interrupted } = predicate.interrupted();
      outcome = interrupted;
      endedAt = from + row;
    }
    evaluated += outcome.evaluated;
    for (const row of rows.subarray(0, outcome.matched)) {
      matches.push(from + row);
      captures.push(predicate.captures(row));
    }
    for (const fault of predicate.takeFaults()) faults.push({ ...fault, row: from + fault.row });
    if (endedAt !== undefined) return { predicate, matches, captures, faults, evaluated, endedAt };
  }
  return { predicate, matches, captures, faults, evaluated };
}

/** What a rule's expression gives for an event, as its capture. */
export async function evaluate(
  expression: string,
  settings: LoadSettings,
  event: FlatEvent = {},
): Promise<unknown> {
  const text = `function pred_eval(e) event = e return true end\nfunction pred_capture() return { value = ${expression} } end`;
  const { captures, faults } = await runLua(text, [event], settings);
  if (faults.length > 0) throw new Error(faults[0]!.reason);
  return captures[0]!.value;
}

function valueAt(event: FlatEvent, path: string): FieldValue {
  return Object.hasOwn(event, path) ? event[path] : undefined;
}
