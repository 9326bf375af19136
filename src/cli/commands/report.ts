import type { Command } from 'commander';
import type { CommandIo } from '../io.ts';
import { collect, moment, wholeNumber } from '../option-values.ts';
import { colorOption, filterOption, sortOption } from './shared-options.ts';

/** Adds `kestrel-perf report`. */
export function addReport(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('report')
    .description('rank, filter and convert a run that was saved with --dump run.json')
    .argument('<run>', 'run file, or - for standard input')
    .addOption(sortOption())
    .addOption(filterOption())
    .option('-n, --top-n <count>', 'rules to show; 0 for all', wholeNumber(0), 10)
    .option(
      '-m, --match <text>',
      'show only rules with this text in their id or name; with ! before it, those without',
      '',
    )
    .option('--since <time>', 'only parts of the run with events from this moment on (RFC 3339)', moment)
    .option('--until <time>', 'only parts of the run with events before this moment (RFC 3339)', moment)
    .option(
      '-d, --dump <file>',
      'convert the run to .json, .csv, .html, .md, .openmetrics, .benchmark.json (github-action-benchmark), .bmf.json (Bencher), .bench.txt (benchstat) or .xml (JUnit); - for JSON on stdout; may be repeated',
      collect,
      [],
    )
    .addOption(colorOption())
    .option('-q, --quiet', 'print nothing but errors and what was asked for', false)
    .action(async (file: string, options) => {
      const { runReport } = await import('../report.ts');
      onExitCode(await runReport(file, options, io));
    });
}
