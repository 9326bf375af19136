import { placeInFile } from '../../engine/place-in-file.ts';
import type { CodeMap } from './code-map.ts';
import type { CpuProfile } from './cpu-sampler.ts';
import { type OwnedTicks, type Owner, parentsOf } from './sample-owners.ts';

/** A function, or a place inside a rule. */
export interface TraceFrame {
  /** `rule > clause` for places inside rules. May hold text of rules. */
  readonly name: string;
  /** File or address; empty for what has none. */
  readonly file: string;
  /** From 1; null where there is none. */
  readonly line: number | null;
  readonly column: number | null;
}

/** The samples of a run, for programs that show profiles. Plain data. */
export interface SampleTrace {
  readonly frames: readonly TraceFrame[];
  /** Stacks as a tree: of each node the frame, and the node below it, which comes before; -1 for a bottom. */
  readonly nodeFrames: readonly number[];
  readonly nodeParents: readonly number[];
  /** By sample, in order: the node on top of its stack. */
  readonly samples: readonly number[];
  /** By sample: microseconds since the one before. */
  readonly deltasUs: readonly number[];
  /** Samples that came when the trace was full. */
  readonly dropped: number;
}

/** About twenty megabytes. */
export const MAX_TRACE_SAMPLES = 500_000;

/** Puts the profiles of a run together, with frames that name rules and their clauses. */
export class TraceBuilder {
  readonly #code: CodeMap;
  readonly #maxSamples: number;
  readonly #frames: TraceFrame[] = [];
  readonly #frameIndex = new Map<string, number>();
  readonly #nodeFrames: number[] = [];
  readonly #nodeParents: number[] = [];
  readonly #nodeIndex = new Map<string, number>();
  readonly #samples: number[] = [];
  readonly #deltasUs: number[] = [];
  #dropped = 0;

  constructor(code: CodeMap, maxSamples = MAX_TRACE_SAMPLES) {
    this.#code = code;
    this.#maxSamples = maxSamples;
  }

  add(profile: CpuProfile, ticksOfNode: ReadonlyMap<number, readonly OwnedTicks[]>): void {
    const tops = this.#tops(profile, ticksOfNode);
    const { samples = [], timeDeltas = [] } = profile;
    for (const [at, id] of samples.entries()) {
      if (this.#samples.length >= this.#maxSamples) {
        this.#dropped++;
        continue;
      }
      this.#samples.push(tops.get(id)!());
      // The first is counted from when V8 was told to begin.
      this.#deltasUs.push(at === 0 ? 0 : Math.max(0, timeDeltas[at] ?? 0));
    }
  }

  build(): SampleTrace {
    return {
      frames: this.#frames,
      nodeFrames: this.#nodeFrames,
      nodeParents: this.#nodeParents,
      samples: this.#samples,
      deltasUs: this.#deltasUs,
      dropped: this.#dropped,
    };
  }

  /**
   * By node of the profile, what gives the top of the stack for its next sample. V8 says how many samples of a node
   * were on which line, and not which: they are dealt out in turn, so that the numbers are right.
   */
  #tops(
    profile: CpuProfile,
    ticksOfNode: ReadonlyMap<number, readonly OwnedTicks[]>,
  ): ReadonlyMap<number, () => number> {
    const parents = parentsOf(profile);
    const placed = new Map<number, number>();
    const tops = new Map<number, () => number>();
    for (const node of profile.nodes) {
      const parent = parents.get(node.id);
      // The root is no function.
      if (parent === undefined) {
        tops.set(node.id, () => this.#node(-1, this.#frameOf(node.callFrame)));
        continue;
      }
      const place = this.#node(placed.get(parent) ?? -1, this.#frameOf(node.callFrame));
      placed.set(node.id, place);
      tops.set(node.id, this.#dealer(place, ticksOfNode.get(node.id) ?? []));
    }
    return tops;
  }

  #dealer(place: number, ticks: readonly OwnedTicks[]): () => number {
    const piles = ticks.map(({ owner, samples }) => ({ top: this.#above(place, owner), left: samples }));
    let pile = 0;
    return () => {
      while (pile < piles.length && piles[pile]!.left === 0) pile++;
      const current = piles[pile];
      if (current === undefined) return place;
      current.left--;
      return current.top;
    };
  }

  /** A clause is no function to V8: it gets a frame on top of what ran for it. */
  #above(place: number, owner: Owner): number {
    if (owner.rule === undefined || owner.spot === undefined) return place;
    const { spot } = owner;
    const { id, file, origin } = this.#code.rules[owner.rule]!;
    const { line, column } = spot;
    const at = line === null || column === null ? { line, column } : placeInFile(origin, { line, column });
    return this.#node(place, this.#frame({ name: `${id} > ${spot.text}`, file, ...at }));
  }

  #frameOf({
    functionName,
    url,
    lineNumber,
    columnNumber,
  }: CpuProfile['nodes'][number]['callFrame']): number {
    const rule = this.#code.ruleOf(url);
    if (rule !== undefined) {
      const { id, file, origin } = this.#code.rules[rule]!;
      return this.#frame({ name: id, file, line: origin.line, column: origin.column });
    }
    return this.#frame({
      name: functionName === '' ? '(anonymous)' : functionName,
      file: url,
      line: lineNumber < 0 ? null : lineNumber + 1,
      column: columnNumber < 0 ? null : columnNumber + 1,
    });
  }

  #frame(frame: TraceFrame): number {
    const key = JSON.stringify([frame.name, frame.file, frame.line, frame.column]);
    let index = this.#frameIndex.get(key);
    if (index === undefined) this.#frameIndex.set(key, (index = this.#frames.push(frame) - 1));
    return index;
  }

  #node(parent: number, frame: number): number {
    const key = `${parent} ${frame}`;
    let index = this.#nodeIndex.get(key);
    if (index === undefined) {
      this.#nodeIndex.set(key, (index = this.#nodeFrames.push(frame) - 1));
      this.#nodeParents.push(parent);
    }
    return index;
  }
}
