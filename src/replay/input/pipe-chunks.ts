import { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';

/**
 * The bytes of a pipe, a terminal or a socket. They are not read as files are: a blocking read of a pipe that
 * stays silent occupies a thread which Node waits for at exit, so that the program could not be stopped.
 *
 * Owns `fd`, and closes it at the end. Ends without an error when `signal` is aborted.
 *
 * @throws the system's error when a read fails
 */
export async function* pipeChunks(fd: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const stream = isatty(fd) ? new ReadStream(fd) : new Socket({ fd, readable: true, writable: false });
  const stop = (): void => {
    stream.destroy();
  };
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) return;
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    // Destroying the stream is how it is aborted, and shows up here as a premature close.
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
}
