import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeText } from '../../src/report/exporters/exporter.ts';
import { WholeFile, writeWholeFile } from '../../src/report/whole-file.ts';

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-file-'));
  target = join(folder, 'alerts.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('until it is complete it has another name, which says so', async () => {
  writeFileSync(target, 'earlier');
  const file = await WholeFile.open(target);
  await writeText(file.out, 'one\n');
  expect(readFileSync(target, 'utf8')).toBe('earlier');
  expect(file.unfinishedPath).toBe(`${target}.${process.pid}.unfinished`);
  expect(readFileSync(file.unfinishedPath!, 'utf8')).toBe('one\n');
  await writeText(file.out, 'two\n');
  await file.complete();
  expect(readFileSync(target, 'utf8')).toBe('one\ntwo\n');
  expect(readdirSync(folder)).toEqual(['alerts.ndjson']);
});

test('what a killed process of the same number left behind stays as it is', async () => {
  const left = `${target}.${process.pid}.unfinished`;
  writeFileSync(left, 'left behind, and longer');
  await writeWholeFile(target, (out) => writeText(out, 'new'));
  expect(readFileSync(target, 'utf8')).toBe('new');
  expect(readFileSync(left, 'utf8')).toBe('left behind, and longer');
  expect(readdirSync(folder)).toHaveLength(2);
});

test('two that write the same file under the same number are both whole; the later one stays', async () => {
  const first = await WholeFile.open(target);
  await writeText(first.out, 'first');
  const second = await WholeFile.open(target);
  await writeText(second.out, 'sec');
  await first.complete();
  expect(readFileSync(target, 'utf8')).toBe('first');
  await writeText(second.out, 'ond');
  await second.complete();
  expect(readFileSync(target, 'utf8')).toBe('second');
  expect(readdirSync(folder)).toEqual(['alerts.ndjson']);
});

test('a file that has less than was good is not filled up', async () => {
  const file = await WholeFile.open(target);
  await writeText(file.out, 'one\n');
  expect(await file.keep(8)).toBe(file.unfinishedPath);
  expect(readFileSync(file.unfinishedPath!, 'utf8')).toBe('one\n');
});

describe.skipIf(process.platform === 'win32')('a symbolic link', () => {
  test.each(['there already', 'not there yet'])('stays where what it points to is %s', async (state) => {
    mkdirSync(join(folder, 'runs'));
    if (state === 'there already') writeFileSync(join(folder, 'runs', 'one'), 'earlier');
    symlinkSync('latest', join(folder, 'runs', 'through'));
    symlinkSync('one', join(folder, 'runs', 'latest'));
    symlinkSync('runs/through', target);
    await writeWholeFile(target, (out) => writeText(out, 'new'));
    expect(lstatSync(target).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'runs', 'one'), 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['latest', 'one', 'through']);
  });

  test('to itself is an error', async () => {
    symlinkSync('alerts.ndjson', target);
    await expect(WholeFile.open(target)).rejects.toThrow(/ELOOP/);
    expect(lstatSync(target).isSymbolicLink()).toBe(true);
  });
});

test('what is kept of a file that was given up ends where it was good', async () => {
  const file = await WholeFile.open(target);
  await writeText(file.out, 'one\ntw');
  expect(await file.keep(4)).toBe(file.unfinishedPath);
  expect(readFileSync(file.unfinishedPath!, 'utf8')).toBe('one\n');
  expect(existsSync(target)).toBe(false);
});

test('nothing is left where nothing of it is good', async () => {
  const file = await WholeFile.open(target);
  await writeText(file.out, 'tw');
  expect(await file.keep(0)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('a write that fails leaves the earlier file and nothing else', async () => {
  writeFileSync(target, 'earlier');
  const failing = writeWholeFile(target, async (out) => {
    await writeText(out, 'half');
    throw new Error('no more');
  });
  await expect(failing).rejects.toThrow('no more');
  expect(readFileSync(target, 'utf8')).toBe('earlier');
  expect(readdirSync(folder)).toEqual(['alerts.ndjson']);
});

test.skipIf(process.platform === 'win32')('the new file is as private as the one it replaces', async () => {
  writeFileSync(target, 'earlier', { mode: 0o600 });
  await writeWholeFile(target, (out) => writeText(out, 'new'));
  expect(statSync(target).mode & 0o777).toBe(0o600);
});

test('a folder that is not there is an error, not a crash', async () => {
  await expect(WholeFile.open(join(folder, 'gone', 'a.json'))).rejects.toThrow(/ENOENT/);
});
