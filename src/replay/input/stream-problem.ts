/**
 * What can be wrong with a stream. `lost`: something that should have been replayed was not. `notice`:
 * everything was replayed, but a reader of the report should know.
 */
export const PROBLEM_SEVERITY = {
  /** The argument names nothing that exists. */
  missing: 'lost',
  /** The operating system refuses to open or read it. */
  unreadable: 'lost',
  /** A folder, or a glob, without a single event file. */
  'no-event-files': 'lost',
  /** `-` was given more than once. */
  'stdin-twice': 'lost',
  /** The gzip stream ends early; what came before was replayed. */
  'gzip-truncated': 'lost',
  /** The gzip stream is damaged; what came before was replayed. */
  'gzip-corrupt': 'lost',
  /** NUL bytes at the start: not text. */
  binary: 'lost',
  'utf-16': 'lost',
  /** The whole file is one JSON array over several lines. */
  'json-array': 'lost',
  /** Objects are spread over several lines. */
  'multi-line-json': 'lost',
  'line-too-long': 'lost',
  'invalid-json': 'lost',
  /** A line holds valid JSON that is no object. */
  'not-an-object': 'lost',
  /** Nested deeper than the parser can follow. */
  'nested-too-deep': 'lost',
  /** The adapter could not read the record inside the line. */
  'unreadable-event': 'lost',
  /** An input, though well-formed, held not a single event. */
  'no-events': 'notice',
  /** Bytes that are no UTF-8 were replaced by U+FFFD. */
  'invalid-utf8': 'notice',
  /** Integers beyond 2^53 were kept exact, as bigint. */
  'wide-integer': 'notice',
  'no-timestamp': 'notice',
  /** A time range was asked for, and the event has no time to judge it by. */
  'outside-time': 'notice',
  'no-category': 'notice',
} as const;

export type ProblemCode = keyof typeof PROBLEM_SEVERITY;

export type ProblemSeverity = 'lost' | 'notice';

/** One thing wrong with a stream: what, where, and what to do about it. Never holds text of an event. */
export interface StreamProblem {
  readonly code: ProblemCode;
  readonly severity: ProblemSeverity;
  /** The input as the user named it; `stdin` for `-`. */
  readonly file: string;
  /** From 1; absent where the whole input is meant. */
  readonly line?: number;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do, one sentence; absent where the message says it all. */
  readonly advice?: string;
}

/** Where a problem is, and what to do: the parts of it that may be absent. */
export interface ProblemDetails {
  readonly line?: number;
  readonly advice?: string;
}

/** A problem with the severity that belongs to its code. */
export function streamProblem(
  code: ProblemCode,
  file: string,
  message: string,
  details?: ProblemDetails,
): StreamProblem {
  return { code, severity: PROBLEM_SEVERITY[code], file, message, ...details };
}

/** A problem that ends the reading of one input, or, under `strict`, of the whole stream. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  readonly problem: StreamProblem;

  constructor(problem: StreamProblem) {
    const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
    super(`${place}: ${problem.message}`);
    this.problem = problem;
  }
}
