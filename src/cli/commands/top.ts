import type { Command } from 'commander';
import type { CommandIo } from '../io.ts';
import { wholeNumber } from '../option-values.ts';
import {
  colorOption,
  exitOption,
  filterOption,
  intervalOption,
  levelOption,
  sortOption,
} from './shared-options.ts';

/** Adds `kestrel-perf top`. */
export function addTop(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('top')
    .description('watch a replay that runs in another terminal; q detaches and the replay goes on')
    .argument('[pid]', 'process of the replay, where several are running', wholeNumber(1))
    .addOption(sortOption())
    .addOption(filterOption())
    .addOption(intervalOption())
    .addOption(exitOption())
    .addOption(colorOption())
    .addOption(levelOption())
    .action(async (pid: number | undefined, options) => {
      const { runTop } = await import('../top.ts');
      onExitCode(await runTop(pid, options, io));
    });
}
