/** The same rules and events on kestrel-perf and on others: `npm run bench:peers -- --help`. */
import { PEERS } from './peers/all-peers.ts';
import { bench } from './run/bench.ts';
import { parseOptions, USAGE, UsageError } from './run/options.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(USAGE);
} else {
  // Ended this way, what was started is ended and what was written removed.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  try {
    const options = parseOptions(
      args,
      PEERS.map(({ name }) => name),
    );
    const isComplete = await bench(options, { print: console.log, log: console.error });
    process.exitCode = isComplete ? 0 : 1;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(isUsage ? `${error.message}\n\n${USAGE}` : `bench:peers: ${messageOf(error)}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
