import { readFile } from 'node:fs/promises';
import type { Found } from './peer.ts';

/** Where the packages of peers are installed. */
export const PEERS_FOLDER = new URL('../', import.meta.url);

/**
 * Whether a package is installed beside the peers, and which version. It is not loaded.
 *
 * @param name as in package.json
 * @param folder that holds `node_modules`; a URL that ends in a slash
 */
export async function installedPackage(name: string, folder: URL = PEERS_FOLDER): Promise<Found> {
  try {
    const text = await readFile(new URL(`node_modules/${name}/package.json`, folder), 'utf8');
    const { version } = JSON.parse(text) as { version?: unknown };
    return { version: String(version) };
  } catch {
    return { notice: `${name} is not installed: npm ci --prefix bench/peers` };
  }
}
