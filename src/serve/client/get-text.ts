import { request } from 'node:http';

/** How much is taken from a peer, and how long it is waited for. */
export interface Bounds {
  /** Until all of the answer is there, milliseconds. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/**
 * One page of a run that is served on a socket.
 * @throws Error where nobody listens (with the system's `code`), the answer is an error, too long or too late
 */
export function getText(socketPath: string, path: string, { timeoutMs, maxBytes }: Bounds): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const fail = (error: Error): void => {
      sent.destroy();
      reject(signal.aborted ? new Error(`no answer within ${timeoutMs / 1e3} s`) : error);
    };
    const sent = request({ socketPath, path, agent: false, signal }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > maxBytes) fail(new Error(`the answer is longer than ${maxBytes} bytes`));
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'));
        else fail(new Error(`the answer is status ${response.statusCode}`));
      });
    });
    sent.on('error', fail);
    sent.end();
  });
}
