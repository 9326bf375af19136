import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRuntimeFolder, makeRuntimeFolder, runtimeFolderPath } from '../../src/serve/runtime-folder.ts';
import { pidOfSocket, socketPath } from '../../src/serve/socket-path.ts';
import { shortFolder } from './served.ts';

describe('where it is', () => {
  test.each([
    [{ XDG_RUNTIME_DIR: '/run/user/7' }, '/run/user/7/kestrel-perf'],
    [{ XDG_RUNTIME_DIR: 'relative' }, '/tmp/kestrel-perf-7'],
    [{ XDG_RUNTIME_DIR: '' }, '/tmp/kestrel-perf-7'],
    [{}, '/tmp/kestrel-perf-7'],
  ])('%j', (env, folder) => {
    expect(runtimeFolderPath({ env, tempFolder: '/tmp', userId: 7 })).toBe(folder);
  });
});

describe('whether it is safe', () => {
  function hostIn(parent: string) {
    return { env: { XDG_RUNTIME_DIR: parent } };
  }

  test('it is made for its owner only, and found again', async () => {
    const host = hostIn(shortFolder());
    expect(await findRuntimeFolder(host)).toBeUndefined();
    const folder = await makeRuntimeFolder(host);
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    expect(await makeRuntimeFolder(host)).toBe(folder);
    expect(await findRuntimeFolder(host)).toBe(folder);
  });

  function openFolder(folder: string): void {
    mkdirSync(folder);
    chmodSync(folder, 0o750);
  }

  test.each([
    ['is open to other users', openFolder],
    ['is a symbolic link', (folder: string) => symlinkSync(shortFolder(), folder)],
    ['is not a folder', (folder: string) => writeFileSync(folder, '')],
  ])('one that %s is refused', async (why, prepare) => {
    const parent = shortFolder();
    prepare(join(parent, 'kestrel-perf'));
    const refusal = expect.objectContaining({
      name: 'RuntimeFolderError',
      message: expect.stringContaining(why),
    });
    await expect(makeRuntimeFolder(hostIn(parent))).rejects.toEqual(refusal);
    await expect(findRuntimeFolder(hostIn(parent))).rejects.toEqual(refusal);
  });

  test('one of another user is refused', async () => {
    const host = hostIn(shortFolder());
    await makeRuntimeFolder(host);
    const other = { ...host, userId: process.getuid!() + 1 };
    await expect(makeRuntimeFolder(other)).rejects.toThrow('belongs to another user');
  });

  test('one in a folder where others may put another in its place is refused', async () => {
    const parent = shortFolder();
    const host = hostIn(parent);
    const folder = await makeRuntimeFolder(host);
    chmodSync(parent, 0o777);
    const refusal = `${parent} can be changed by other users; set XDG_RUNTIME_DIR`;
    await expect(makeRuntimeFolder(host)).rejects.toThrow(refusal);
    await expect(findRuntimeFolder(host)).rejects.toThrow(refusal);
    // As the folder for temporary files is.
    chmodSync(parent, 0o1777);
    expect(await findRuntimeFolder(host)).toBe(folder);
  });

  test.runIf(process.getuid?.() === 0)('one in the folder of another user is refused', async () => {
    const parent = shortFolder();
    chownSync(parent, 65_534, 65_534);
    const refusal = `${parent} belongs to another user`;
    await expect(makeRuntimeFolder(hostIn(parent))).rejects.toThrow(refusal);
    await expect(findRuntimeFolder(hostIn(parent))).rejects.toThrow(refusal);
    expect(readdirSync(parent)).toEqual([]);
  });

  test('one that cannot be made is told with what to do', async () => {
    const host = hostIn(join(shortFolder(), 'gone'));
    await expect(makeRuntimeFolder(host)).rejects.toThrow(/no such file.*set XDG_RUNTIME_DIR/);
  });
});

describe('sockets', () => {
  const linux = { env: {}, platform: 'linux' } as const;
  const windows = { env: {}, platform: 'win32' } as const;

  test('are named after their process', () => {
    expect(socketPath('/run/k', 42, 1, linux)).toBe('/run/k/42.sock');
    expect(socketPath('/run/k', 42, 2, linux)).toBe('/run/k/42-2.sock');
    expect(socketPath('ignored', 42, 2, windows)).toBe('\\\\.\\pipe\\kestrel-perf-42-2');
    for (const name of ['42.sock', '42-2.sock']) expect(pidOfSocket(name, linux)).toBe(42);
    expect(pidOfSocket('kestrel-perf-42-2', windows)).toBe(42);
    for (const name of ['last-run.json', 'x42.sock', '42.sock.unfinished', '42-.sock', 'kestrel-perf-42']) {
      expect(pidOfSocket(name, linux)).toBeUndefined();
    }
  });

  test.each([
    ['linux', 107],
    ['darwin', 103],
  ] as const)('on %s have a path of at most %i bytes', (platform, most) => {
    const host = { env: {}, platform };
    const folder = `/${'ä'.repeat(20)}`;
    const rest = most - Buffer.byteLength(folder) - '/42.sock'.length;
    expect(Buffer.byteLength(socketPath(folder + 'x'.repeat(rest), 42, 1, host))).toBe(most);
    expect(() => socketPath(folder + 'x'.repeat(rest + 1), 42, 1, host)).toThrow(
      `longer than the ${most} bytes`,
    );
  });
});
