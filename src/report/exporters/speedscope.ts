import type { SampleTrace } from '../../profiler/sampling/sample-trace.ts';
import type { RunFile } from '../run-file.ts';
import { type Exporter, NoSamplesError, writeText } from './exporter.ts';
import { engineText } from './trace-name.ts';

const SCHEMA = 'https://www.speedscope.app/file-format-schema.json';

/** Samples per piece of text: what is held in memory at a time. */
const SAMPLES_PER_WRITE = 5_000;

/** The samples for speedscope: https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources. */
export const speedscopeExporter: Exporter = {
  extensions: ['.speedscope.json'],
  needsTrace: true,
  async write(run, out, trace) {
    if (trace === undefined) throw new NoSamplesError();
    await writeText(out, head(run, trace));
    const stacks = stacksOf(trace);
    await writeList(
      trace.samples,
      (top) => JSON.stringify(stacks(top)),
      (text) => writeText(out, text),
    );
    await writeText(out, '],"weights":[');
    await writeList(trace.deltasUs, String, (text) => writeText(out, text));
    await writeText(out, ']}]}\n');
  },
};

/** Everything up to the first sample. */
function head(run: RunFile, { frames, deltasUs }: SampleTrace): string {
  const profile = {
    type: 'sampled',
    name: run.stream.inputs.join(', '),
    unit: 'microseconds',
    startValue: 0,
    endValue: deltasUs.reduce((sum, delta) => sum + delta, 0),
  };
  const shared = {
    frames: frames.map(({ name, file, line, column }) => ({
      name,
      ...(file !== '' && { file }),
      ...(line !== null && { line }),
      ...(column !== null && { col: column }),
    })),
  };
  const beginning = JSON.stringify({
    $schema: SCHEMA,
    exporter: engineText(run),
    name: profile.name,
    shared,
  });
  return `${beginning.slice(0, -1)},"profiles":[${JSON.stringify(profile).slice(0, -1)},"samples":[`;
}

/** The frames from the bottom of a stack to its top; stacks repeat, so each is made once. */
function stacksOf({ nodeFrames, nodeParents }: SampleTrace): (top: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (top) => {
    let stack = known.get(top);
    if (stack === undefined) {
      const frames: number[] = [];
      for (let node = top; node !== -1; node = nodeParents[node]!) frames.push(nodeFrames[node]!);
      known.set(top, (stack = frames.reverse()));
    }
    return stack;
  };
}

async function writeList<T>(
  items: readonly T[],
  text: (item: T) => string,
  write: (text: string) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += SAMPLES_PER_WRITE) {
    const piece = items
      .slice(from, from + SAMPLES_PER_WRITE)
      .map(text)
      .join(',');
    await write(from === 0 ? piece : `,${piece}`);
  }
}
