import type { PredicateLoadOptions } from '../predicate/load-options.ts';
import { PatternSet } from '../predicate/pattern-set.ts';
import type { Predicate } from '../predicate/predicate.ts';
import { PredicateLoadError } from '../predicate/predicate-load-error.ts';
import { printableReason } from '../predicate/printable-reason.ts';
import { TimeLimitError } from '../predicate/time-guard.ts';
import type { WasmRule } from '../rule.ts';
import { CONFINED_MEMORY, confinedTable } from './confine-module.ts';
import { GuestMemory } from './guest-memory.ts';
import { HostFunctions } from './host-functions.ts';
import { HOST_MODULE } from './host-signatures.ts';
import { type PreparedModule, prepareModule } from './prepare-module.ts';
import { faultOfException } from './wasm-fault.ts';
import { WasmPredicate } from './wasm-predicate.ts';
import { type GuestMemoryObject, type GuestTable, webAssembly } from './web-assembly.ts';

/** What a rule exports once it is confined; `outlineFaults` has seen to the types. */
interface RuleExports {
  readonly pred_eval: (handle: number) => number;
  readonly pred_init?: () => number;
  readonly pred_capture?: (handle: number) => number;
}

/**
 * Starts a Wasm rule: its `start` function runs, then its `pred_init`, both within its time limit.
 *
 * @throws PredicateLoadError
 */
export async function loadWasmPredicate(rule: WasmRule, options: PredicateLoadOptions): Promise<Predicate> {
  const { limits, guard, wrapper, keepCaptures } = options;
  const { fields, regexes, globs } = rule.settings;
  const prepared = prepareModule(rule.module, limits.memoryLimitBytes);
  if ('faults' in prepared) throw loadError(prepared.faults[0]!.message);
  const host = new HostFunctions(fields, patternsOf(regexes, globs), keepCaptures);
  const exports = started(() => guard.run(limits.timeLimitMs, () => wrapper(() => start(prepared, host))));
  const rulesOwn = exports as unknown as RuleExports;
  return new WasmPredicate({
    evaluate: rulesOwn.pred_eval,
    capture: rulesOwn.pred_capture,
    memory: exports[CONFINED_MEMORY] as GuestMemoryObject | undefined,
    tables: prepared.outline.tables.map((_, index) => exports[confinedTable(index)] as GuestTable),
    moduleBytes: rule.module.length,
    host,
    memoryLimitBytes: limits.memoryLimitBytes,
    maxFaults: limits.maxFaults,
  });
}

/** Runs the rule's own code for the first time. */
function start({ compiled }: PreparedModule, host: HostFunctions): Readonly<Record<string, unknown>> {
  const { exports } = new webAssembly!.Instance(compiled, { [HOST_MODULE]: host.imports() });
  // Kestrel's functions look for a memory of this name; one that is not exported stays private.
  const memory = exports.memory as GuestMemoryObject | undefined;
  if (memory !== undefined) host.memory = new GuestMemory(memory);
  const result = (exports as unknown as RuleExports).pred_init?.() ?? 0;
  if (result !== 0) throw loadError(`pred_init returned ${result}, where 0 says that the rule is ready`);
  return exports;
}

/** Turns whatever a rule throws while it starts into a reason. */
function started<T>(code: () => T): T {
  try {
    return code();
  } catch (error) {
    if (error instanceof PredicateLoadError) throw error;
    if (error instanceof TimeLimitError)
      throw new PredicateLoadError({ kind: 'time', reason: error.message });
    throw loadError(`when it started, ${faultOfException(error, false).reason}`);
  }
}

function patternsOf(regexes: readonly string[], globs: readonly string[]): PatternSet {
  try {
    return new PatternSet(regexes, globs);
  } catch (error) {
    throw loadError(printableReason(`a pattern of its pack does not work: ${(error as Error).message}`));
  }
}

function loadError(reason: string): PredicateLoadError {
  return new PredicateLoadError({ kind: 'load', reason });
}
