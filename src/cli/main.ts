import { type Command, CommanderError } from 'commander';
import { writeText } from '../report/exporters/exporter.ts';
import { openKeyboard } from '../top/terminal/open-keyboard.ts';
import { processTerminal } from '../top/terminal/top-terminal.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { EXIT } from './exit-code.ts';
import { isGitHubActions } from './github-actions.ts';
import { HarmlessStderr } from './harmless-stderr.ts';
import type { CommandIo } from './io.ts';
import { createProgram } from './program.ts';

/**
 * Runs the program. Resolves to the exit code and never rejects: whatever goes wrong becomes one line on
 * stderr.
 *
 * @param args the command line without node and the script's name
 */
export async function main(args: readonly string[], outside: CommandIo = processIo()): Promise<number> {
  const io = isGitHubActions(outside) ? { ...outside, stderr: new HarmlessStderr(outside.stderr) } : outside;
  let exitCode: number = EXIT.done;
  const program: Command = createProgram(io, (code) => {
    exitCode = code;
  });
  let outputError: Error | undefined;
  // Without listeners a failed write would end the process with a stack trace.
  io.stdout.on('error', (error: Error) => {
    outputError ??= error;
  });
  outside.stderr.on('error', () => {});
  try {
    await program.parseAsync([...args], { from: 'user' });
    // Errors of writes nobody waited for have arrived by the time this one is done.
    await writeText(io.stdout, '').catch(() => undefined);
    if (outputError === undefined || isClosedPipe(outputError)) return exitCode;
    io.stderr.write(`error: could not write to standard output: ${outputError.message}\n`);
    return exitCode === EXIT.done ? EXIT.failed : exitCode;
  } catch (error) {
    // Commander has printed its own message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (isClosedPipe(error)) return EXIT.done;
    const { reportFailure } = await import('./report-failure.ts');
    return reportFailure(error, io.stderr);
  }
}

function processIo(): CommandIo {
  const { stdout, stderr, env } = process;
  return { stdout, stderr, env, cwd: process.cwd(), now: () => new Date(), openTerminal };
}

function openTerminal(): ReturnType<NonNullable<CommandIo['openTerminal']>> {
  const keyboard = openKeyboard(process.stdin);
  return { terminal: processTerminal(process.stdout, keyboard.input), close: () => keyboard.close() };
}
