import { EngineThread } from '../replay/worker/engine-thread.ts';
import type { CommandIo } from './io.ts';
import { profilingOf } from './profiling-of.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/**
 * `kestrel-perf replay`: replays recordings through a pack and reports what each rule cost and found.
 * Resolves to the exit code. @throws UsageError, UnknownFormatError, AlertWriteError
 */
export async function runReplay(
  args: readonly string[],
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<number> {
  // First of all: it loads the engine while this thread loads the rest of the command, and the rules.
  const profile = profilingOf(options);
  const isPrepared = profile !== undefined && options.jobs === 1;
  const thread = new EngineThread({ ...io.engineThread, ...(isPrepared && { profile }) });
  try {
    const { replayInThread } = await import('./replay-in-thread.ts');
    return await replayInThread(thread, args, options, io);
  } finally {
    await thread.close();
  }
}
