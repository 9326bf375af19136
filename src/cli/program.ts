import { Command } from 'commander';
import { packageVersion } from '../package-info.ts';
import { addBench } from './commands/bench.ts';
import { addCheck } from './commands/check.ts';
import { addCompare } from './commands/compare.ts';
import { addConvert } from './commands/convert.ts';
import { addReplay } from './commands/replay.ts';
import { addReport } from './commands/report.ts';
import { addSnapshot } from './commands/snapshot.ts';
import { addTop } from './commands/top.ts';
import type { CommandIo } from './io.ts';

/**
 * The command line as commander knows it. It throws instead of ending the process. A command is loaded when it is
 * asked for: none needs what the others do.
 *
 * @param onExitCode receives the exit code of the command that ran
 */
export function createProgram(io: CommandIo, onExitCode: (code: number) => void): Command {
  const program = new Command('kestrel-perf')
    .description('Replay recorded events through detection rules and see what each rule costs.')
    .version(packageVersion())
    .exitOverride()
    // A command has options of the same names.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    });
  addSnapshot(program, io, onExitCode);
  addReplay(program, io, onExitCode);
  addTop(program, io, onExitCode);
  addCheck(program, io, onExitCode);
  addConvert(program, io, onExitCode);
  addCompare(program, io, onExitCode);
  addReport(program, io, onExitCode);
  addBench(program, io, onExitCode);
  // Without a command the program looks at what it was given itself, and commands inherit that.
  for (const command of program.commands) command.allowExcessArguments(false);
  return program;
}
