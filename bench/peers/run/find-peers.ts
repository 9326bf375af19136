import type { Peer } from '../peers/peer.ts';

/** A peer that is there. */
export interface InstalledPeer {
  readonly peer: Peer;
  readonly version: string;
}

/**
 * The peers that are installed, in the order given.
 *
 * @param log told of each that is not, and how to install it
 */
export async function findPeers(
  peers: readonly Peer[],
  log: (line: string) => void,
): Promise<InstalledPeer[]> {
  const installed: InstalledPeer[] = [];
  for (const peer of peers) {
    const found = await peer.find();
    if ('version' in found) installed.push({ peer, version: found.version });
    else log(`${peer.name} is skipped: ${found.notice}`);
  }
  return installed;
}
