import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DumpError, dumpRun } from '../../src/report/dump-run.ts';
import { UnknownFormatError } from '../../src/report/exporters/registry.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { variedRun } from './sample-run.ts';

describe('dumpRun', () => {
  const stdout = new PassThrough();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dump-run-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('writes the format the name asks for and leaves nothing else behind', async () => {
    await dumpRun(variedRun(), join(folder, 'run.json'), stdout);
    await dumpRun(variedRun(), join(folder, 'run.csv'), stdout);
    expect(parseRun(readFileSync(join(folder, 'run.json'), 'utf8'), 'run.json')).toEqual(variedRun());
    expect(readFileSync(join(folder, 'run.csv'), 'utf8')).toMatch(/^"rule_id","type",/);
    expect(readdirSync(folder)).toEqual(['run.csv', 'run.json']);
  });

  test('- is standard output, which stays open', async () => {
    const out = new PassThrough();
    const received = readText(out);
    await dumpRun(variedRun(), '-', out);
    expect(out.writableEnded).toBe(false);
    out.end();
    expect(parseRun(await received, 'stdout')).toEqual(variedRun());
  });

  test('an earlier file stays whole when the run cannot be written', async () => {
    const file = join(folder, 'run.json');
    writeFileSync(file, 'earlier');
    const unwritable = { ...variedRun(), toJSON: () => undefined };
    await expect(dumpRun(unwritable, file, stdout)).rejects.toThrow(DumpError);
    expect(readFileSync(file, 'utf8')).toBe('earlier');
    expect(readdirSync(folder)).toEqual(['run.json']);
  });

  test('a link is followed, not replaced', async () => {
    writeFileSync(join(folder, 'real.json'), 'earlier');
    symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'));
    await dumpRun(variedRun(), join(folder, 'link.json'), stdout);
    expect(parseRun(readFileSync(join(folder, 'real.json'), 'utf8'), 'real.json')).toEqual(variedRun());
  });

  test.skipIf(process.platform === 'win32')('a pipe is written into, not replaced', async () => {
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    const [received] = await Promise.all([readFile(pipe, 'utf8'), dumpRun(variedRun(), pipe, stdout)]);
    expect(parseRun(received, 'pipe.json')).toEqual(variedRun());
  });

  test('a folder that is not there is named, with advice', async () => {
    const file = join(folder, 'missing', 'run.json');
    const dump = dumpRun(variedRun(), file, stdout);
    await expect(dump).rejects.toThrow(DumpError);
    await expect(dump).rejects.toThrow(/could not write .*missing.*ENOENT.*; does its folder exist\?$/);
  });

  test('a folder in its place is an error', async () => {
    mkdirSync(join(folder, 'run.json'));
    await expect(dumpRun(variedRun(), join(folder, 'run.json'), stdout)).rejects.toThrow(/EISDIR/);
  });

  test('a standard output that is gone is an error, not a crash', async () => {
    const gone = new PassThrough();
    gone.on('error', () => {});
    gone.destroy(new Error('EPIPE'));
    await expect(dumpRun(variedRun(), '-', gone)).rejects.toThrow(/could not write to standard output/);
  });

  test('an unknown extension is refused', async () => {
    await expect(dumpRun(variedRun(), join(folder, 'run.doc'), stdout)).rejects.toThrow(UnknownFormatError);
  });
});
