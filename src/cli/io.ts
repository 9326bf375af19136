import type { Writable } from 'node:stream';
import type { EngineThreadSettings } from '../replay/worker/engine-thread.ts';
import { allowsColor, type ColorChoice } from '../top/color-choice.ts';
import type { TopTerminal } from '../top/terminal/top-terminal.ts';

/** The outside world as commands see it, so that tests can be one. */
export interface CommandIo {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** The terminal that a live view may have, and how to let go of it; without it there is none. */
  readonly openTerminal?: () => { readonly terminal: TopTerminal; close(): void };
  /** How threads for the engine are started; as Node does unless given. */
  readonly engineThread?: EngineThreadSettings;
}

/** Whether escape sequences may go to a stream. */
export function usesColor(
  stream: CommandIo['stdout'],
  env: CommandIo['env'],
  choice: ColorChoice = 'auto',
): boolean {
  return allowsColor(choice, stream.isTTY === true, env);
}
