import type { Command } from 'commander';
import type { CommandIo } from '../io.ts';
import { wholeNumber } from '../option-values.ts';
import { refuseWords } from './refuse-words.ts';

/** What is asked for without a command. */
export function addSnapshot(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .option(
      '--dump <file>',
      'write a snapshot of the replay that is running, else of the last one, as .json or .csv; - for JSON on stdout',
    )
    .option('--pid <pid>', 'of several replays, the one of this process', wholeNumber(1))
    .allowExcessArguments(true)
    // Else a mistyped command would be told that it has no such option.
    .allowUnknownOption(true)
    .action(async ({ dump, pid }: { dump?: string; pid?: number }) => {
      if (program.args.length > 0) refuseWords(program);
      if (dump === undefined) program.help({ error: true });
      const { dumpSnapshot } = await import('../dump-snapshot.ts');
      onExitCode(await dumpSnapshot({ dump, ...(pid !== undefined && { pid }) }, io));
    });
}
