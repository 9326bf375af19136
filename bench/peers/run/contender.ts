import type { Way } from '../peers/peer.ts';
import type { InstalledPeer } from './find-peers.ts';

/** One way of one peer. */
export interface Contender extends InstalledPeer {
  readonly way: Way;
  /** Where it has its files. */
  readonly folder: string;
}

/** A contender, as it is told to people. */
export function labelOf({ peer, way }: Contender): string {
  return way.name === '' ? peer.name : `${peer.name} (${way.name})`;
}
