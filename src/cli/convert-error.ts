/** The output could not be written: `message` says which and why. */
export class ConvertError extends Error {
  override readonly name = 'ConvertError';

  constructor(target: string, cause: unknown) {
    super(`could not write to ${target}: ${(cause as Error).message}`, { cause });
  }
}
