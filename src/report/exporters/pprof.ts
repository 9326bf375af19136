import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  Function as FunctionEntry,
  Label,
  Line,
  Location,
  Profile,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format';
import type { SampleTrace } from '../../profiler/sampling/sample-trace.ts';
import type { RuleRow, RunFile } from '../run-file.ts';
import { visibleText } from '../visible-text.ts';
import { type Exporter, NoSamplesError } from './exporter.ts';
import { engineText } from './trace-name.ts';
import { ruleOfFrame } from './trace-rules.ts';

const compress = promisify(gzip);

/**
 * The samples for pprof and what reads its files: profile.proto, gzipped
 * (https://github.com/google/pprof/blob/main/proto/profile.proto).
 *
 * The bytes are written by `pprof-format`, which Datadog's own profiler for Node uses: the format is a protocol buffer with
 * its own table of strings, and a wrong length anywhere makes all of it unreadable. The library has no dependencies.
 */
export const pprofExporter: Exporter = {
  extensions: ['.pb.gz', '.pprof'],
  needsTrace: true,
  async write(run, out, trace) {
    if (trace === undefined) throw new NoSamplesError();
    await writeBytes(out, await compress(profileOf(run, trace).encode()));
  },
};

function writeBytes(out: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function profileOf(run: RunFile, trace: SampleTrace): Profile {
  const strings = new StringTable();
  // Readers print names on terminals, and they are text of rules.
  const text = (value: string): number => strings.dedup(visibleText(value));
  const samplesType = new ValueType({ type: text('samples'), unit: text('count') });
  const cpuType = new ValueType({ type: text('cpu'), unit: text('nanoseconds') });
  const endNs = BigInt(Date.parse(run.timestamp)) * 1_000_000n;
  return new Profile({
    sampleType: [samplesType, cpuType],
    defaultSampleType: cpuType.type,
    sample: samplesOf(run.rules, trace, text),
    location: trace.frames.map(({ line, column }, frame) => {
      const place = new Line({ functionId: idOf(frame), line: line ?? 0, column: column ?? 0 });
      return new Location({ id: idOf(frame), line: [place] });
    }),
    function: trace.frames.map(({ name, file, line }, frame) => {
      const [shown, filename] = [text(name), text(file)];
      return new FunctionEntry({
        id: idOf(frame),
        name: shown,
        systemName: shown,
        filename,
        startLine: line ?? 0,
      });
    }),
    stringTable: strings,
    timeNanos: endNs - BigInt(run.wall_time_ns),
    durationNanos: run.wall_time_ns,
    periodType: cpuType,
    period: Math.round((run.sampling?.interval_us ?? 0) * 1_000),
    comment: commentsOf(run, trace).map(text),
  });
}

/** Frames are functions and places at once, with the same ids; 0 is none. */
function idOf(frame: number): number {
  return frame + 1;
}

/** One entry per stack, with how often and how long it was seen. */
function samplesOf(rules: readonly RuleRow[], trace: SampleTrace, text: (value: string) => number): Sample[] {
  const seen = new Map<number, { count: number; timeUs: number }>();
  for (const [at, top] of trace.samples.entries()) {
    const one = seen.get(top) ?? { count: 0, timeUs: 0 };
    one.count++;
    one.timeUs += trace.deltasUs[at]!;
    seen.set(top, one);
  }
  const ruleOf = ruleOfFrame(rules, trace.frames);
  return Array.from(seen, ([top, { count, timeUs }]) => {
    const frames = framesOf(trace, top);
    const rule = frames.map(ruleOf).find((one) => one !== undefined);
    return new Sample({
      locationId: frames.map(idOf),
      value: [count, Math.round(timeUs * 1_000)],
      label: rule === undefined ? [] : labelsOf(rule, text),
    });
  });
}

/** From the top of a stack to its bottom, as the format wants them. */
function framesOf({ nodeFrames, nodeParents }: SampleTrace, top: number): number[] {
  const frames: number[] = [];
  for (let node = top; node !== -1; node = nodeParents[node]!) frames.push(nodeFrames[node]!);
  return frames;
}

function labelsOf({ rule_id, type }: RuleRow, text: (value: string) => number): Label[] {
  return [
    new Label({ key: text('rule'), str: text(rule_id) }),
    new Label({ key: text('type'), str: text(type) }),
  ];
}

function commentsOf(run: RunFile, { dropped }: SampleTrace): string[] {
  const lost = dropped === 0 ? [] : [`${dropped} samples are not in this file, which was full`];
  return [engineText(run), `events: ${run.stream.inputs.join(', ')}`, ...lost];
}
