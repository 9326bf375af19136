import { EqlError } from '../diagnostic.ts';
import type { Expression, Pipe, Span } from './ast.ts';
import { MAX_PIPE_COUNT } from './limits.ts';

const UNSUPPORTED_PIPES: ReadonlySet<string> = new Set(['count', 'filter', 'sort', 'unique', 'unique_count']);

/**
 * A pipe from its name and arguments.
 *
 * @throws EqlError unless it is `head n` or `tail n` with a whole number that is not negative.
 */
export function buildPipe(name: string, args: readonly Expression[], span: Span): Pipe {
  if (UNSUPPORTED_PIPES.has(name)) {
    throw new EqlError(`pipe \`${name}\` is not supported`, span, 'Only `| head n` and `| tail n` are');
  }
  if (name !== 'head' && name !== 'tail') {
    throw new EqlError(`there is no pipe of this name`, span, 'The pipes are `| head n` and `| tail n`');
  }
  const [count] = args;
  if (args.length !== 1 || count?.kind !== 'literal' || typeof count.value !== 'number' || count.decimal) {
    throw new EqlError(
      `pipe \`${name}\` takes one whole number that is not negative`,
      count?.span ?? span,
      `Write as in \`| ${name} 10\``,
    );
  }
  if (count.value > MAX_PIPE_COUNT) {
    throw new EqlError(`pipe \`${name}\` takes at most ${MAX_PIPE_COUNT}`, count.span, 'Write less');
  }
  return { name, count: count.value, span };
}
