import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Replays of the tests put their sockets and last runs into a folder of their own: those of whoever runs the tests must
 * neither be found by them nor be overwritten.
 */
export default function useOwnRuntimeFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'kp-'));
  process.env.XDG_RUNTIME_DIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
