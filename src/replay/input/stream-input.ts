/** One file, or stdin, whose lines are part of the replayed stream. */
export interface StreamInput {
  /** What messages call it: the path as the user would write it, or `stdin`. */
  readonly name: string;
  /** Undefined for stdin. */
  readonly path: string | undefined;
  /** Bytes on disk, compressed where the file is; undefined where nobody can know (pipes, stdin). */
  readonly sizeBytes: number | undefined;
}
