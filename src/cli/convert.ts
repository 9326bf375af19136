import type { Writable } from 'node:stream';
import { stringify } from 'lossless-json';
import { DEFAULT_BATCH_SIZE } from '../engine/batch/batch-size.ts';
import type { AdapterName } from '../engine/events/adapter.ts';
import { decodeEvents } from '../replay/input/decode-events.ts';
import { ProblemLog } from '../replay/input/problem-log.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import { StreamError } from '../replay/input/stream-problem.ts';
import { writeText } from '../report/exporters/exporter.ts';
import { WholeFile } from '../report/whole-file.ts';
import { ConvertError } from './convert-error.ts';
import { EXIT, UsageError } from './exit-code.ts';
import type { CommandIo } from './io.ts';
import { checkOutputTargets } from './output-targets.ts';
import { streamNotices } from './stream-notices.ts';

export interface ConvertOptions {
  /** A file's path; stdout unless given. */
  readonly output?: string;
  readonly format?: AdapterName;
  readonly limit?: number;
  readonly strict: boolean;
  readonly quiet: boolean;
}

/**
 * `kestrel-perf convert`: writes recordings as ECS NDJSON, one nested object per line. Resolves to the exit code.
 * @throws UsageError, ConvertError
 */
export async function runConvert(
  args: readonly string[],
  options: ConvertOptions,
  io: CommandIo,
): Promise<number> {
  if (args.length === 0)
    throw new UsageError('no events to convert: name a file, a folder, or - for standard input');
  const problems = new ProblemLog();
  const resolved = await resolveInputs(args);
  if (options.output !== undefined) await checkOutputTargets([options.output], resolved.inputs);
  for (const problem of resolved.problems) problems.add(problem);
  const inputs = options.strict && resolved.problems.length > 0 ? [] : resolved.inputs;
  const file = options.output === undefined ? undefined : await openFile(options.output);
  const events = await writeEvents(inputs, options, problems, file?.out ?? io.stdout).catch(async (error) => {
    await file?.discard();
    throw error;
  });
  if (file !== undefined) await completed(file, options.output!);
  io.stderr.write(streamNotices(problems, options.quiet));
  if (!options.quiet) io.stderr.write(`${events.toLocaleString('en-US')} events converted\n`);
  return problems.total('lost') > 0 || events === 0 ? EXIT.failed : EXIT.done;
}

async function openFile(target: string): Promise<WholeFile> {
  try {
    return await WholeFile.open(target);
  } catch (error) {
    throw new ConvertError(target, error);
  }
}

/** What went wrong with the recording is told elsewhere; what was read of it stands. */
async function completed(file: WholeFile, target: string): Promise<void> {
  try {
    await file.complete();
  } catch (error) {
    await file.discard();
    throw new ConvertError(target, error);
  }
}

async function writeEvents(
  inputs: Parameters<typeof decodeEvents>[0],
  { output, strict, format, limit }: ConvertOptions,
  problems: ProblemLog,
  out: Writable,
): Promise<number> {
  let events = 0;
  const decoded = decodeEvents(inputs, {
    batchSize: DEFAULT_BATCH_SIZE,
    strict,
    onProblem: (problem) => problems.add(problem),
    progress: { bytesRead: 0, bytesTotal: undefined, events: 0 },
    ...(format !== undefined && { adapter: format }),
    ...(limit !== undefined && { limit }),
  });
  try {
    for await (const { vocabulary, records } of decoded) {
      // stringify of lossless-json writes bigints as the integers they are.
      const lines = records.map((record) => `${stringify(vocabulary.toEcs(record))}\n`);
      await writeText(out, lines.join('')).catch((error) => {
        throw new ConvertError(output ?? 'standard output', error);
      });
      events += records.length;
    }
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
  }
  return events;
}
