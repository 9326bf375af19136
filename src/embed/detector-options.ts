import type { AdapterName } from '../engine/events/adapter.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { Pack } from '../engine/pack/pack.ts';
import type { PredicateLimits } from '../engine/predicate/predicate-limits.ts';
import type { StateLimits } from '../engine/sequence/state-limits.ts';
import type { ProbeClocks } from '../profiler/accounting-probe.ts';
import type { ProfileSettings } from '../profiler/instruments.ts';
import type { Timers } from './batch-timer.ts';
import type { DetectorAlert } from './detector-alert.ts';

/** What a detector is made of. */
export interface DetectorOptions {
  /** As `loadPack` gives it. What could not be loaded is in its `diagnostics`, which the caller looks at. */
  readonly pack: Pack;
  /**
   * Called with each alert, in order, between two batches. What it throws is thrown on by the call that ran the batch,
   * after all other alerts were handed over; it cannot harm the engine.
   */
  readonly onAlert: (alert: DetectorAlert) => void;
  /** The most events a batch may have; 3,072 unless given. */
  readonly batchSize?: number;
  /** A batch is closed so long after its first event, full or not; milliseconds, 10 unless given. */
  readonly batchTimeMs?: number;
  /** How events are written; `ecs` unless given. */
  readonly format?: AdapterName;
  /** What sequences may remember, and how long they wait for late events: half a minute of event time unless given. */
  readonly sequences?: Partial<StateLimits>;
  /** What runs Lua rules; wasmoon unless given. */
  readonly lua?: LuaRuntime;
  /** What Lua and Wasm rules may use; holds whatever their pack says. */
  readonly limits?: Partial<PredicateLimits>;
  /** True: alerts carry what Lua and Wasm rules captured. */
  readonly captures?: boolean;
  /** Has V8's profilers on, which see all that the thread does; off unless given. */
  readonly profile?: ProfileSettings;
  /** What viewers choose it by; the name of the program unless given. */
  readonly title?: string;
  /** What time is measured by. */
  readonly clocks?: ProbeClocks;
  readonly timers?: Timers;
  readonly now?: () => Date;
}
