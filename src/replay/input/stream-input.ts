/** One file, or stdin, whose lines are part of the replayed stream. */
export interface StreamInput {
  /** What messages call it: the path as the user would write it, or `stdin`. */
  readonly name: string;
  /** Undefined for stdin. */
  readonly path: string | undefined;
  /** Bytes on disk, compressed where the file is; undefined where nobody can know (pipes, stdin). */
  readonly sizeBytes: number | undefined;
}

/** The size of all inputs, as stored; undefined where that of one cannot be known. */
export function totalBytes(inputs: readonly StreamInput[]): number | undefined {
  let total = 0;
  for (const { sizeBytes } of inputs) {
    if (sizeBytes === undefined) return undefined;
    total += sizeBytes;
  }
  return total;
}
