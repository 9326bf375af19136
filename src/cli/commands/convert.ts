import type { Command } from 'commander';
import type { CommandIo } from '../io.ts';
import { wholeNumber } from '../option-values.ts';
import { EVENTS, formatOption } from './shared-options.ts';

/** Adds `kestrel-perf convert`. */
export function addConvert(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('convert')
    .description('normalise recordings (Sysmon, Windows, Kestrel logs, exports) to ECS NDJSON')
    .argument('<events...>', EVENTS)
    .option('-o, --output <file>', 'where to write (default: stdout)')
    .addOption(formatOption())
    .option('--limit <count>', 'convert at most so many events', wholeNumber(1))
    .option('--strict', 'stop at the first thing that cannot be read', false)
    .option('-q, --quiet', 'print errors only', false)
    .action(async (events: string[], options) => {
      const { runConvert } = await import('../convert.ts');
      onExitCode(await runConvert(events, options, io));
    });
}
