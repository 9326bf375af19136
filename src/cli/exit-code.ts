/** How a command ends. Documented in the README; scripts and CI jobs rely on them. */
export const EXIT = {
  done: 0,
  /** Something that was asked for could not be done; what could be done is reported. */
  failed: 1,
  /** Wrong usage or configuration, found before anything ran. */
  usage: 2,
  /** A budget is broken; everything else went well, so the verdict counts. k6 has the same code for thresholds. */
  budgetBroken: 99,
  /** The terminal went away; the report was still written. */
  hungUp: 129,
  /** Stopped by Ctrl-C; the report was still written. */
  interrupted: 130,
  /** Stopped by a request to terminate; the report was still written. */
  terminated: 143,
} as const;

/** Wrong usage: the message says what and what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
