import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { run as generate } from '../../../fixtures/generator/output/run.ts';
import { printable } from '../../../src/report/terminal-text.ts';
import { PROGRAM } from '../peers/kestrel-perf.ts';

/**
 * Writes what every peer reads: plain ECS, one event per line, made by `kestrel-perf convert`.
 *
 * @param recording what kestrel-perf can read; undefined for one that the fixtures' generator makes
 * @param generated how many events to generate
 * @param folder where to write
 * @returns the file
 * @throws Error where the recording cannot be read
 */
export async function makeEvents(
  recording: string | undefined,
  generated: number,
  folder: string,
): Promise<string> {
  const source = recording ?? (await generateRecording(generated, folder));
  const file = join(folder, 'events.ndjson');
  try {
    await promisify(execFile)(process.execPath, [PROGRAM, 'convert', source, '--output', file, '--quiet']);
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`${printable(source)} cannot be converted to ECS: ${stderr.trim()}`);
  }
  if (recording === undefined) await rm(source);
  return file;
}

async function generateRecording(count: number, folder: string): Promise<string> {
  const file = join(folder, 'recording.ndjson');
  const args = ['--shape', 'sysmon', '--events', String(count), '--out', file];
  const { stdout, stderr } = process;
  const code = await generate(args, { stdout, stderr, eventsFolder: folder });
  if (code !== 0) throw new Error(`no events could be generated: npm run fixtures -- ${args.join(' ')}`);
  return file;
}
