/** Why an engine's thread ended in the middle of a replay. */
export interface EngineCrash {
  readonly kind: 'out-of-memory' | 'error' | 'exit';
  /** One sentence without a final stop; may hold text of rules or events. */
  readonly reason: string;
}

/** How a thread ended. */
export interface ThreadEnd {
  readonly exitCode: number;
  /** What nothing in it caught, copied from there. */
  readonly error: unknown;
}

/** Long enough for any message of a runtime. */
const MAX_REASON_CHARACTERS = 500;

/** Says why a thread ended that should not have. */
export function engineCrash({ exitCode, error }: ThreadEnd): EngineCrash {
  if (error === undefined) {
    return { kind: 'exit', reason: `its thread ended with code ${exitCode}` };
  }
  const { code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { kind: 'out-of-memory', reason: 'its thread needed more memory than Node gives it' };
  }
  const reason = String(message ?? error);
  return { kind: 'error', reason: reason.slice(0, MAX_REASON_CHARACTERS) };
}
