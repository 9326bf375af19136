import { EqlError } from '../diagnostic.ts';
import type { Expression, Pipe, Span } from './ast.ts';
import { checkDepth } from './check-depth.ts';
import { foldConstants } from './compile/fold-constants.ts';
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
  const [argument] = args;
  const count = args.length === 1 ? wholeNumber(argument!) : undefined;
  if (argument === undefined || count === undefined || count < 0) {
    throw new EqlError(
      `pipe \`${name}\` takes one whole number that is not negative`,
      argument?.span ?? span,
      `Write as in \`| ${name} 10\``,
    );
  }
  if (count > MAX_PIPE_COUNT) {
    throw new EqlError(`pipe \`${name}\` takes at most ${MAX_PIPE_COUNT}`, argument.span, 'Write less');
  }
  return { name, count, span };
}

/** The value of a constant such as `10` or `2 * 5`; undefined for anything that is not a whole number. */
function wholeNumber(expression: Expression): number | undefined {
  checkDepth(expression);
  const folded = foldConstants(expression, 'elastic');
  if (folded.kind !== 'literal' || folded.decimal) return undefined;
  return typeof folded.value === 'number' && Number.isInteger(folded.value) ? folded.value : undefined;
}
