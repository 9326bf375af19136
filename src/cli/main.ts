import { type Command, CommanderError } from 'commander';
import { AlertWriteError } from '../report/alert-writer.ts';
import { DumpError } from '../report/dump-run.ts';
import { UnknownFormatError } from '../report/exporters/registry.ts';
import { EXIT, UsageError } from './exit-code.ts';
import type { CommandIo } from './io.ts';
import { createProgram } from './program.ts';

/**
 * Runs the program. Resolves to the exit code and never rejects: whatever goes wrong becomes one line on
 * stderr.
 *
 * @param args the command line without node and the script's name
 */
export async function main(args: readonly string[], io: CommandIo = processIo()): Promise<number> {
  let exitCode: number = EXIT.done;
  const program: Command = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failure(error, io);
  }
}

function failure(error: unknown, io: CommandIo): number {
  // Commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const known = [UsageError, UnknownFormatError, DumpError, AlertWriteError].some(
    (type) => error instanceof type,
  );
  const { message, stack, code, syscall } = error as NodeJS.ErrnoException;
  if (known || syscall !== undefined) io.stderr.write(`error: ${message}\n`);
  else
    io.stderr.write(
      `error: this is a bug in kestrel-perf, please report it with the lines below\n${stack}\n`,
    );
  if (code === 'EPIPE') return EXIT.done;
  return error instanceof UsageError || error instanceof UnknownFormatError ? EXIT.usage : EXIT.failed;
}

function processIo(): CommandIo {
  const { stdout, stderr, env } = process;
  // A reader that closes early (`| head`) is no error of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
  return { stdout, stderr, env, cwd: process.cwd(), now: () => new Date() };
}
