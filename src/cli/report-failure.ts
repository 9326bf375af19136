import { AlertWriteError } from '../report/alert-writer.ts';
import { DumpError } from '../report/dump-run.ts';
import { UnknownFormatError } from '../report/exporters/registry.ts';
import { RuntimeFolderError } from '../serve/runtime-folder.ts';
import { ConvertError } from './convert-error.ts';
import { EXIT, UsageError } from './exit-code.ts';
import type { CommandIo } from './io.ts';
import { sourceStack } from './source-stack.ts';

/** What was asked for in a way that cannot be done. */
const WRONG_USAGE = [UsageError, UnknownFormatError] as const;
/** What came in between. */
const FAILED = [DumpError, AlertWriteError, ConvertError, RuntimeFolderError] as const;

/**
 * Says what ended a command, in one line unless it is a bug of the program, and gives the exit code for it. Apart from
 * `main.ts`, as it knows the errors of all parts of the program, and a command that is done has none.
 */
export function reportFailure(error: unknown, stderr: CommandIo['stderr']): number {
  const isUsage = WRONG_USAGE.some((type) => error instanceof type);
  const isKnown = isUsage || FAILED.some((type) => error instanceof type);
  const { message, stack, syscall } = error as NodeJS.ErrnoException;
  if (isKnown || syscall !== undefined) stderr.write(`error: ${message}\n`);
  else
    stderr.write(
      `error: this is a bug in kestrel-perf, please report it with the lines below\n${sourceStack(String(stack))}\n`,
    );
  return isUsage ? EXIT.usage : EXIT.failed;
}
