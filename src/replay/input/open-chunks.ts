import { close, fstat, open, read } from 'node:fs';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import type { ChunkSource } from './chunk-source.ts';
import { fileChunks, type SequentialFile } from './file-chunks.ts';
import { pipeChunks } from './pipe-chunks.ts';
import type { ReadBuffers } from './read-buffers.ts';
import type { StreamInput } from './stream-input.ts';

const STDIN_FD = 0;

const openFd = promisify(open);
const closeFd = promisify(close);
const fstatFd = promisify(fstat);
const readFd = promisify(read);

/**
 * Opens an input for reading its raw bytes. What kind of thing it is decides how: the path may be a named
 * pipe, stdin may be a redirected file.
 *
 * @throws the system's error when it cannot be opened
 */
export async function openChunks(
  input: StreamInput,
  chunkBytes: number,
  signal: AbortSignal | undefined,
  buffers?: ReadBuffers,
): Promise<ChunkSource> {
  const fd = input.path === undefined ? STDIN_FD : await openFd(input.path, 'r');
  const stats = await fstatFd(fd);
  if (stats.isFIFO() || stats.isSocket() || isatty(fd)) return pipeChunks(fd, signal);
  return fileChunks(sequentialFile(fd), chunkBytes, buffers);
}

function sequentialFile(fd: number): SequentialFile {
  return {
    async read(buffer) {
      const { bytesRead } = await readFd(fd, buffer, 0, buffer.length, null);
      return bytesRead;
    },
    async close() {
      // Stdin is not ours to close: its number would be given to the next file opened.
      if (fd !== STDIN_FD) await closeFd(fd);
    },
  };
}
