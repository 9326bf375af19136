import { parseArgs } from 'node:util';

/** What was asked for on the command line. */
export interface BenchOptions {
  /** A recording; undefined for a generated one. */
  readonly recording: string | undefined;
  /** How many events to generate. */
  readonly generate: number;
  /** How many rules each set has. */
  readonly ruleCounts: readonly number[];
  readonly rounds: number;
  /** How long one run may be, about, in processor time. */
  readonly runSeconds: number;
  /** Names of peers; undefined for all. */
  readonly peers: readonly string[] | undefined;
  /** Where to write all figures as JSON. */
  readonly out: string | undefined;
}

/** How it is called. */
export const USAGE = `usage: npm run bench:peers -- [EVENTS] [options]

  EVENTS           a recording that kestrel-perf can read (default: a generated one)
  --generate N     how many events to generate (50000)
  --rules N,N      how many rules (1,100,500)
  --rounds N       how often each is timed (5)
  --seconds N      peers that take more processor time for all events get the first ones only (20)
  --peers A,B      these only
  --out FILE       write all figures, of every way and round, as JSON`;

/** The command line is wrong. */
export class UsageError extends Error {}

/**
 * Reads the command line.
 *
 * @param args what follows the script's name
 * @param knownPeers the names that `--peers` may have
 * @throws UsageError where something is not understood
 */
export function parseOptions(args: readonly string[], knownPeers: readonly string[]): BenchOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length > 1) throw new UsageError(`one recording at most, not ${positionals.length}`);
  const peers = values.peers?.split(',');
  const unknown = peers?.find((name) => !knownPeers.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`no peer is called ${JSON.stringify(unknown)}; there are ${knownPeers.join(', ')}`);
  return {
    recording: positionals[0],
    generate: wholeNumber('--generate', values.generate),
    ruleCounts: values.rules.split(',').map((count) => wholeNumber('--rules', count)),
    rounds: wholeNumber('--rounds', values.rounds),
    runSeconds: wholeNumber('--seconds', values.seconds),
    peers,
    out: values.out,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        generate: { type: 'string', default: '50000' },
        rules: { type: 'string', default: '1,100,500' },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '20' },
        peers: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number > 0) return number;
  throw new UsageError(`${option} takes whole numbers from 1, not ${JSON.stringify(text)}`);
}
