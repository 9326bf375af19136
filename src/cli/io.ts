import type { Writable } from 'node:stream';
import type { EngineThreadSettings } from '../replay/worker/engine-thread.ts';

/** The outside world as commands see it, so that tests can be one. */
export interface CommandIo {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** How threads for the engine are started; as Node does unless given. */
  readonly engineThread?: EngineThreadSettings;
}

/** Whether escape sequences may go to a stream. NO_COLOR counts only where it is not empty (no-color.org). */
export function usesColor(stream: CommandIo['stdout'], env: CommandIo['env']): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
