import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** What the suite is asked to do. */
export interface SuiteOptions {
  /** One uncompressed NDJSON file; undefined: a stream is made. */
  readonly events: string | undefined;
  /** A pack; undefined: the demo pack. */
  readonly rules: string | undefined;
  /** Names of groups, in the order of the suite; undefined: all. */
  readonly groups: readonly string[] | undefined;
  readonly quick: boolean;
  /** Where results go as JSON, besides the table on standard output. */
  readonly out: string | undefined;
  /** Whether the committed results and `docs/performance.md` are written anew. */
  readonly writeDocs: boolean;
  /** Whether only the page is written anew, from the committed results. */
  readonly docsOnly: boolean;
}

/** How the suite is called. */
export function usageText(groups: readonly string[]): string {
  return `usage: npm run bench -- [options] [EVENTS [RULES]]

EVENTS is one uncompressed NDJSON recording, RULES a pack; by default a stream is made, and the demo pack taken.

  --group NAME   measure only this group; may be repeated: ${groups.join(', ')}
  --quick        less than a minute, for large changes only
  --out FILE     write the results as JSON
  --write-docs   write bench/results and docs/performance.md anew; for whole runs only
  --docs-only    write docs/performance.md anew from bench/results, and measure nothing
  --help         show this`;
}

/**
 * Reads the command line; null where help is asked for.
 *
 * @param known the names of all groups
 * @throws UsageError
 */
export function readOptions(args: readonly string[], known: readonly string[]): SuiteOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length > 2) throw new UsageError(`too many arguments: ${positionals.slice(2).join(' ')}`);
  const unknown = values.group.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`there is no group ${JSON.stringify(unknown)}: the groups are ${known.join(', ')}`);
  const isPartial = values.quick || values.group.length > 0;
  if (values['write-docs'] && isPartial)
    throw new UsageError('--write-docs is for whole runs: leave out --quick and --group');
  const isMeasuring = isPartial || values['write-docs'] || values.out !== undefined || positionals.length > 0;
  if (values['docs-only'] && isMeasuring)
    throw new UsageError('--docs-only measures nothing: leave out everything else');
  return {
    events: positionals[0],
    rules: positionals[1],
    groups: values.group.length === 0 ? undefined : known.filter((name) => values.group.includes(name)),
    quick: values.quick,
    out: values.out,
    writeDocs: values['write-docs'],
    docsOnly: values['docs-only'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        group: { type: 'string', multiple: true, default: [] as string[] },
        quick: { type: 'boolean', default: false },
        out: { type: 'string' },
        'write-docs': { type: 'boolean', default: false },
        'docs-only': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    // What parseArgs says of a wrong option is a sentence for users.
    throw new UsageError((error as Error).message);
  }
}
