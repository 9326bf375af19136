import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEERS } from '../../../bench/peers/peers/all-peers.ts';
import { answeringCommand } from '../../../bench/peers/peers/answering-command.ts';
import { installedPackage } from '../../../bench/peers/peers/installed-package.ts';
import type { Found, Peer } from '../../../bench/peers/peers/peer.ts';
import { findPeers } from '../../../bench/peers/run/find-peers.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const peerThat = (name: string, found: Found): Peer => ({
  name,
  what: 'made for a test',
  find: async () => found,
  prepare: async () => [],
});

test('a peer that is not installed is skipped with a notice', async () => {
  const log: string[] = [];
  const there = peerThat('there', { version: '2.0' });
  const missing = peerThat('missing', { notice: 'pkg is not installed: npm ci --prefix bench/peers' });
  expect(await findPeers([missing, there], (line) => log.push(line))).toEqual([
    { peer: there, version: '2.0' },
  ]);
  expect(log).toEqual(['missing is skipped: pkg is not installed: npm ci --prefix bench/peers']);
});

test('a package is looked for in the folder of the peers, and not loaded', async () => {
  const url = pathToFileURL(`${folder}/`);
  expect(await installedPackage('@some/engine', url)).toEqual({
    notice: '@some/engine is not installed: npm ci --prefix bench/peers',
  });
  mkdirSync(join(folder, 'node_modules/@some/engine'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/@some/engine/package.json'), '{"version": "1.2.3"}');
  expect(await installedPackage('@some/engine', url)).toEqual({ version: '1.2.3' });
});

test('a command that is missing or fails does not answer', async () => {
  expect(await answeringCommand('no-such-peer', ['--version'])).toBeUndefined();
  expect(await answeringCommand(process.execPath, ['-e', 'process.exitCode = 1'])).toBeUndefined();
  expect(await answeringCommand(process.execPath, ['-p', '6 * 7'])).toBe('42');
});

test('every peer has a name of its own that a file can have', () => {
  const names = PEERS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
});
