import type { AlertSink } from '../../engine/alert.ts';
import type { BatchFindings } from '../../engine/batch-findings.ts';
import type { AdapterName } from '../../engine/events/adapter.ts';
import type { Probe } from '../../engine/probe.ts';
import type { SettlingEngine } from '../../engine/settling-engine.ts';
import { noEventsIn } from '../input/input-decoder.ts';
import { type ProblemCount, ProblemLog } from '../input/problem-log.ts';
import type { StreamInput } from '../input/stream-input.ts';
import type { PortionNews } from './lane-messages.ts';
import type { Portion } from './portion.ts';

export interface PortionMergeOptions {
  readonly inputs: readonly StreamInput[];
  readonly portions: readonly Portion[];
  readonly settling: SettlingEngine;
  readonly onAlert: AlertSink;
  readonly onProblems: (counts: readonly ProblemCount[]) => void;
  readonly onAdapter?: ((input: StreamInput, adapter: AdapterName) => void) | undefined;
}

/** What is known of an input whose portions are being put together. */
interface InputState {
  readonly at: number;
  /** Of its portions before the one at hand. */
  lines: number;
  events: number;
  problems: number;
  /** It could not be read to its end: what lies behind is not part of the stream. */
  hasFailed: boolean;
}

/** Puts what lanes tell of portions together, in the order of the stream, as if one thread had read it all. */
export class PortionMerge {
  /** Of the inputs as stored. */
  bytesRead = 0;
  /** Also those outside the time range. */
  eventsDecoded = 0;
  /** Events handed to the rules. */
  events = 0;
  firstEventNs: bigint | undefined;
  lastEventNs: bigint | undefined;
  readonly #options: PortionMergeOptions;
  #input: InputState | undefined;
  /** The input of the last event handed to the rules. */
  #inputOfLastEvent: number | undefined;
  /** Before the portion at hand. */
  #eventsBefore = 0;
  #bytesBefore = 0;

  constructor(options: PortionMergeOptions) {
    this.#options = options;
  }

  /** Takes what follows in the stream: portions in order, each to its end. */
  take(news: PortionNews, probe: Probe | undefined): void {
    const { progress, findings, problems, adapter, firstEventNs, lastEventNs } = news;
    const input = this.#enter(this.#options.portions[progress.portion]!);
    if (input.hasFailed) return;
    if (adapter !== undefined) this.#options.onAdapter?.(this.#options.inputs[input.at]!, adapter);
    if (problems !== undefined) this.#options.onProblems(problems.map((count) => moved(count, input.lines)));
    this.eventsDecoded = this.#eventsBefore + progress.events;
    this.bytesRead = this.#bytesBefore + progress.bytesRead;
    if (findings !== undefined) {
      this.#settle(findings, input.at, probe);
      this.firstEventNs ??= firstEventNs;
      this.lastEventNs = lastEventNs ?? this.lastEventNs;
      return;
    }
    input.lines += progress.lines;
    input.events += progress.events;
    input.problems += progress.problems;
    input.hasFailed = progress.hasFailed;
    this.#eventsBefore += progress.events;
    this.#bytesBefore += progress.bytesRead;
  }

  /**
   * The stream has ended.
   *
   * @param isWhole false where it was stopped, see `Engine.end`
   */
  end(isWhole: boolean, probe: Probe | undefined): void {
    if (isWhole) this.#leaveInput();
    this.#options.settling.end(this.#options.onAlert, probe, isWhole);
  }

  #settle(findings: BatchFindings, input: number, probe: Probe | undefined): void {
    const eventNumbers = findings.eventNumbers.map((number) => this.#eventsBefore + number);
    const startsInput = this.#inputOfLastEvent !== input;
    this.#inputOfLastEvent = input;
    this.events += eventNumbers.length;
    const { settling, onAlert } = this.#options;
    settling.take({ ...findings, eventNumbers }, startsInput ? [0] : [], onAlert, probe);
  }

  #enter({ input }: Portion): InputState {
    if (this.#input?.at === input) return this.#input;
    this.#leaveInput();
    this.#input = { at: input, lines: 0, events: 0, problems: 0, hasFailed: false };
    return this.#input;
  }

  /** Of an input that is one portion the one that read it has said what follows. */
  #leaveInput(): void {
    const { inputs, portions, onProblems } = this.#options;
    const input = this.#input;
    if (input === undefined || input.events > 0 || input.problems > 0) return;
    if (portions.find((portion) => portion.input === input.at)!.part === 'whole') return;
    const log = new ProblemLog();
    log.add(noEventsIn(inputs[input.at]!.name));
    onProblems(log.counts());
  }
}

/** The same problems, `lines` farther down. */
function moved(count: ProblemCount, lines: number): ProblemCount {
  if (lines === 0) return count;
  const first = count.first.map((problem) =>
    problem.line === undefined ? problem : { ...problem, line: problem.line + lines },
  );
  return { ...count, first };
}
