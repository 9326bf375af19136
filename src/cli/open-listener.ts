import { tokenProblem } from '../serve/listen/access-token.ts';
import { ListenError, listenOn } from '../serve/listen/http-listener.ts';
import { hostAndPort } from '../serve/listen/listen-address.ts';
import { createRunHandler } from '../serve/run-handler.ts';
import type { ServedRun } from '../serve/served-run.ts';
import { UsageError } from './exit-code.ts';
import type { CommandIo } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** The address that --listen took for a run. */
export interface RunListener {
  /** What is asked from now on is told of this run. */
  begin(run: ServedRun): void;
  /** The run is over, and whoever follows it is told. @param message what is to be said of the end */
  end(message?: string): void;
  /** Lets go of the address. */
  close(): void;
}

type ListenOptions = Pick<ReplayCommandOptions, 'listen' | 'token' | 'quiet' | 'accounting'>;

/**
 * Takes the address before anything runs, and says where on stderr. Undefined without --listen.
 * @throws UsageError where the address cannot be had or lacks a token
 */
export async function openListener(
  { listen, token, quiet, accounting }: ListenOptions,
  { env, stderr }: Pick<CommandIo, 'env' | 'stderr'>,
): Promise<RunListener | undefined> {
  if (listen === undefined) {
    if (token !== undefined) throw new UsageError('--token needs --listen: nothing else asks for it');
    return undefined;
  }
  if (!accounting) throw new UsageError('--listen needs accounting: leave out --no-accounting');
  // A variable that is set to nothing is not set.
  const secret = token ?? (env.KESTREL_PERF_TOKEN || undefined);
  const problem = secret === undefined ? undefined : tokenProblem(secret);
  if (problem !== undefined) throw new UsageError(problem);
  if (!listen.isLoopback && secret === undefined) {
    const place = hostAndPort(listen.host, listen.port);
    throw new UsageError(
      `${place} can be reached from other machines: set KESTREL_PERF_TOKEN, give --token, or listen on 127.0.0.1`,
    );
  }
  const listener = await listenOn(listen, { token: secret }).catch((error: unknown) => {
    throw error instanceof ListenError ? new UsageError(error.message) : error;
  });
  // Which port it is was asked for with port 0.
  if (!quiet || listen.port === 0) stderr.write(`listening on ${listener.url}\n`);
  let handler: ReturnType<typeof createRunHandler> | undefined;
  return {
    begin: (run) => {
      handler = createRunHandler(run);
      listener.serve(handler);
    },
    end: (message) => handler?.end(message),
    close: () => listener.close(),
  };
}
