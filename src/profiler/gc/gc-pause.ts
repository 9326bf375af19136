/** The engine's thread stood still for garbage collection. Both moments by one clock, in whole nanoseconds. */
export interface GcPause {
  readonly startNs: number;
  readonly endNs: number;
}
