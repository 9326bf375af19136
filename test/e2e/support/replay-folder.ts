import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRun } from '../../../src/report/parse-run.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { type Finished, runProgram } from './run-program.ts';
import { workFolder } from './work-folder.ts';

/** A pack whose alerts tell which events were replayed. */
const EVERY_EVENT = { 'rules/every-event.eql': 'any where true' };

export interface FolderReplay extends Finished {
  readonly folder: string;
  readonly run: RunFile;
  /** The numbers, from 1, of the events that raised an alert. */
  readonly alertedEvents: readonly number[];
}

/**
 * Replays files from within a folder of their own, so that messages name them as given here, through a pack
 * that alerts on every event unless `files` brings other `rules/`.
 */
export async function replayFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
): Promise<FolderReplay> {
  const hasRules = Object.keys(files).some((path) => path.startsWith('rules/'));
  const folder = workFolder({ ...(hasRules ? {} : EVERY_EVENT), ...files });
  const outputs = ['--rules', 'rules', '--dump', 'run.json', '--alerts', 'alerts.out'];
  const finished = await runProgram(['replay', ...args, ...outputs], { cwd: folder });
  return {
    ...finished,
    folder,
    run: readRun(folder),
    alertedEvents: readAlerts(folder).flatMap(eventNumbers),
  };
}

/** The run that `--dump run.json` left in a folder. */
export function readRun(folder: string, file = 'run.json'): RunFile {
  return parseRun(readFileSync(join(folder, file), 'utf8'), file);
}

export interface AlertLine {
  readonly rule_id: string;
  readonly type: string;
  readonly '@timestamp': string | null;
  readonly events: readonly number[];
}

/** The alerts that a replay left in a folder. */
export function readAlerts(folder: string, file = 'alerts.out'): AlertLine[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  if (lines.pop() !== '') throw new Error(`${file} ends in the middle of a line`);
  return lines.map((line) => JSON.parse(line) as AlertLine);
}

function eventNumbers({ events }: AlertLine): readonly number[] {
  return events;
}
