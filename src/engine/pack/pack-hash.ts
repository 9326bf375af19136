import { createHash } from 'node:crypto';

/**
 * The pack's hash: SHA-256 over each file's path within the pack and the SHA-256 of its bytes, sorted. It
 * says nothing of where the pack lies, in what order it was read, or how the system separates paths.
 */
export class PackHash {
  readonly #lines: string[] = [];

  /** `bytes` is null for a file that could not be read. */
  add(packPath: string, bytes: Uint8Array | null): void {
    const digest = bytes === null ? 'unread' : createHash('sha256').update(bytes).digest('hex');
    // JSON, because a path may hold any character, a line break too.
    this.#lines.push(JSON.stringify([packPath, digest]));
  }

  /** How many files were added. */
  get files(): number {
    return this.#lines.length;
  }

  digest(): string {
    const hash = createHash('sha256');
    for (const line of this.#lines.toSorted()) hash.update(`${line}\n`);
    return `sha256:${hash.digest('hex')}`;
  }
}
