/** How a table in shared memory says what it is: its first numbers are its magic number and its layout's version. */
export interface TableLayout {
  /** What it is called in messages, such as `metrics table`. */
  readonly name: string;
  readonly magic: number;
  readonly version: number;
  /** How many uint32 the header has, those two included. */
  readonly headerFields: number;
}

/**
 * Makes the memory of a table, with zeros behind its header.
 *
 * @param shape the numbers of the header behind magic and version
 */
export function createTable(
  layout: TableLayout,
  byteLength: number,
  shape: readonly number[] = [],
): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(byteLength);
  new Uint32Array(buffer, 0, layout.headerFields).set([layout.magic, layout.version, ...shape]);
  return buffer;
}

/**
 * The numbers of a table's header behind magic and version.
 * @throws Error when the buffer holds no such table, or one of another layout
 */
export function readHeader(buffer: SharedArrayBuffer, layout: TableLayout): readonly number[] {
  const { name, magic, version, headerFields } = layout;
  const headerBytes = headerFields * Uint32Array.BYTES_PER_ELEMENT;
  if (buffer.byteLength < headerBytes) throw new Error(`the buffer is too small to be a ${name}`);
  const [foundMagic, foundVersion, ...shape] = new Uint32Array(buffer, 0, headerFields);
  if (foundMagic !== magic) throw new Error(`the buffer is not a ${name}`);
  checkSame(layout, 'layout', foundVersion!, version);
  return shape;
}

/**
 * Checks what both sides must have alike.
 *
 * @param what it is of, such as `phases`
 * @throws Error when it is not the same
 */
export function checkSame({ name }: TableLayout, what: string, found: number, expected: number): void {
  if (found === expected) return;
  throw new Error(
    `the ${name} has ${what} ${found}; this program reads ${what} ${expected}. ` +
      'Use the same version of the program on both sides',
  );
}

/** @throws Error when the buffer is longer or shorter than what its header says */
export function checkLength(buffer: SharedArrayBuffer, { name }: TableLayout, byteLength: number): void {
  if (buffer.byteLength === byteLength) return;
  throw new Error(`the ${name} is cut: ${buffer.byteLength} bytes where its header says ${byteLength}`);
}
