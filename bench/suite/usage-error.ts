/** The suite was asked for something that it cannot do; found before anything is measured. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
