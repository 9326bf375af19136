import type { WorkerReplayResult } from '../replay/worker/engine-run.ts';
import { printable } from '../report/terminal-text.ts';
import { describeWarning, type Warning } from '../report/warnings.ts';
import type { Interruption } from './interruption.ts';

/** What stderr is told even under --quiet when the engine broke down; nothing where it did not. */
export function crashNotice({ crash, events }: WorkerReplayResult): string {
  if (crash === undefined) return '';
  const { message, advice } = describeWarning({ code: 'engine-crashed', ...crash, events });
  return `error: ${printable(message)}\n  help: ${advice}\n`;
}

/**
 * Why a run did not see the whole stream.
 *
 * @param stoppedBefore --strict found something missing before anything was read
 */
export function stopWarnings(
  { events, stoppedBy, crash }: WorkerReplayResult,
  interruption: Interruption,
  stoppedBefore: boolean,
): Warning[] {
  if (crash !== undefined) return [{ code: 'engine-crashed', ...crash, events }];
  if (interruption.stoppedBy !== undefined)
    return [{ code: 'run-stopped', signal: interruption.stoppedBy, events }];
  if (stoppedBy === undefined && !stoppedBefore) return [];
  return [{ code: 'run-stopped', signal: '--strict', events }];
}
