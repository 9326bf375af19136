/** Something that cannot be compared: `message` says what, why and what to do. */
export class CompareError extends Error {
  override readonly name = 'CompareError';
}
