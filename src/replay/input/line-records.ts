import type { EventRecord } from '../../engine/events/field-value.ts';
import { LineError, parseLine } from './parse-line.ts';
import type { LineSplitter } from './split-lines.ts';
import { StreamError, type StreamProblem, streamProblem } from './stream-problem.ts';

/** What begins a document that goes on over the next lines: a bracket alone, or an array's first element. */
const DOCUMENT_START = /^\s*(\{\s*$|\[\s*(\{|$))/;
const DOCUMENT_START_BYTES = 80;
/** What comes after them says nothing of the form of the file. */
const LINES_THAT_TELL = 2;

/**
 * Parses the lines of one file. A file that is not one object per line at all, but one document written over
 * many lines, is told apart from a file with broken lines by its first two lines.
 */
export class LineRecords {
  /** Of the line read last: some of its integers are bigint. */
  wideIntegers = false;

  readonly #file: string;
  readonly #report: (problem: StreamProblem) => void;
  readonly #notes = { invalidUtf8: false, wideIntegers: false };
  #linesRead: number;
  /** The fault of a first line that may begin a document: the second line decides what is reported. */
  #heldFault: StreamProblem | undefined;
  #documentKind: 'json-array' | 'multi-line-json' = 'json-array';

  /** @param isBeginning false where earlier lines of the file were read by another: they told its form */
  constructor(file: string, report: (problem: StreamProblem) => void, isBeginning = true) {
    this.#file = file;
    this.#report = report;
    this.#linesRead = isBeginning ? 0 : LINES_THAT_TELL;
  }

  /**
   * The record of the splitter's current line; undefined, with a problem reported, where it holds none.
   *
   * @throws StreamError when the whole file is of the wrong form
   */
  read(lines: LineSplitter): EventRecord | undefined {
    this.#linesRead++;
    let record: EventRecord | undefined;
    let fault: StreamProblem | undefined;
    try {
      record = parseLine(lines, this.#notes);
      this.wideIntegers = this.#notes.wideIntegers;
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      fault = this.#problem(error, lines.lineNumber);
    }
    if (this.#notes.invalidUtf8) this.#reportInvalidUtf8(lines.lineNumber);
    if (this.#linesRead <= LINES_THAT_TELL) fault = this.#judgeStart(lines, fault);
    if (fault !== undefined) this.#report(fault);
    return record;
  }

  /** No line follows. */
  end(): void {
    if (this.#heldFault !== undefined) this.#report(this.#heldFault);
    this.#heldFault = undefined;
  }

  /** The fault to report now, if any. */
  #judgeStart(lines: LineSplitter, fault: StreamProblem | undefined): StreamProblem | undefined {
    if (this.#linesRead === 1) {
      if (fault?.code !== 'invalid-json' || !this.#beginsDocument(lines)) return fault;
      this.#heldFault = fault;
      return undefined;
    }
    if (this.#heldFault !== undefined && fault !== undefined) {
      this.#heldFault = undefined;
      throw this.#wrongForm();
    }
    this.end();
    return fault;
  }

  #beginsDocument({ bytes, start, end }: LineSplitter): boolean {
    const text = bytes.toString('latin1', start, Math.min(end, start + DOCUMENT_START_BYTES));
    this.#documentKind = text.trimStart().startsWith('[') ? 'json-array' : 'multi-line-json';
    return DOCUMENT_START.test(text);
  }

  #wrongForm(): StreamError {
    return new StreamError(
      this.#documentKind === 'json-array'
        ? streamProblem('json-array', this.#file, 'the file is one JSON array, not one event per line', {
            advice: "Put one event on each line: jq -c '.[]'",
          })
        : streamProblem('multi-line-json', this.#file, 'events are spread over several lines', {
            advice: "Put one event on each line: jq -c '.'",
          }),
    );
  }

  #problem(error: LineError, line: number): StreamProblem {
    const { advice } = error;
    return streamProblem(
      error.code,
      this.#file,
      error.message,
      advice === undefined ? { line } : { line, advice },
    );
  }

  #reportInvalidUtf8(line: number): void {
    this.#report(
      streamProblem('invalid-utf8', this.#file, 'bytes that are not UTF-8 were replaced by U+FFFD', { line }),
    );
  }
}
