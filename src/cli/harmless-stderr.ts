import { Writable } from 'node:stream';

/** What the runner of GitHub Actions takes for a command: `::` where a line begins, `##[` anywhere. */
const COMMAND = /(^|[\r\n])([^\S\r\n]|\u0085)*::|##\[/g;

/**
 * A stream whose lines GitHub Actions shows and does not obey. Notices, warnings and the lines of rule files within them
 * hold names that come from strangers. They are written among lines of standard output in no certain order, so nothing can
 * be put around them: what would be a command is written with a blank in it.
 */
export class HarmlessStderr extends Writable {
  readonly #target: Writable;

  /** @param target what is written to; it is not closed */
  constructor(target: Writable) {
    super({ decodeStrings: false });
    this.#target = target;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    // Who reads the target's errors is told by the target.
    this.#target.write(withoutCommandMarks(String(chunk)), () => done());
  }
}

/** A text in which no line is a command. */
export function withoutCommandMarks(text: string): string {
  return text.replace(COMMAND, (mark) => (mark === '##[' ? '# #[' : `${mark.slice(0, -'::'.length)}: :`));
}
