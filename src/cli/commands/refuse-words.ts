import { Command, CommanderError } from 'commander';
import { visibleText } from '../../report/visible-text.ts';

/**
 * Ends a command line that begins with no command: says what is wrong with it, in one line, and what may have been meant.
 *
 * @param program whose `args` are the words that it could not place @throws CommanderError
 */
export function refuseWords(program: Command): never {
  const [word] = program.args;
  const suggestion = /\((Did you mean .*\?)\)$/.exec(complaintOf(program))?.[1];
  const isOption = word?.startsWith('-');
  const names = program.commands.map((command) => command.name()).join(', ');
  const advice =
    suggestion?.replace('Did', 'did') ?? (isOption ? 'see kestrel-perf --help' : `there are ${names}`);
  return program.error(
    `error: unknown ${isOption ? 'option' : 'command'} '${visibleText(word ?? '')}'; ${advice}`,
  );
}

/** Commander knows what is close to a word, and tells only where nothing is done without a command. */
function complaintOf({ commands, options, args }: Command): string {
  const strict = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  for (const command of commands) strict.command(command.name());
  for (const option of options) strict.addOption(option);
  try {
    strict.parse([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
  return '';
}
