import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { eventLines } from './event-line.ts';
import { startProgram } from './run-program.ts';
import { workFolder } from './work-folder.ts';

/** So many that alerts are written in some hundred pieces. */
export const EVENTS = 40_000;

/** Every event is an alert of each of these: what a file holds tells which events were replayed. */
const RULES = { 'rules/every-event.eql': 'any where true', 'rules/again.eql': 'any where process.pid > 0' };

/** What stands under the names of the outputs before the replay. */
export const EARLIER = 'earlier\n';

export const OUTPUTS = ['run.json', 'run.csv', 'run.md', 'alerts.ndjson'] as const;

const ARGS = ['-d', 'run.json', '-d', 'run.csv', '-d', 'run.md', '--alerts', 'alerts.ndjson', '--no-serve'];

let events: string | undefined;

/** A folder with a recording, a pack, and earlier files under the names of all outputs. */
export function replayableFolder(rules: Readonly<Record<string, string>> = RULES): string {
  events ??= eventLines(EVENTS);
  const outputs = Object.fromEntries(OUTPUTS.map((name) => [name, EARLIER]));
  return workFolder({ 'e.ndjson': events, ...rules, ...outputs });
}

/** Starts a replay that writes all outputs. */
export function startReplay(folder: string): ChildProcessWithoutNullStreams {
  const child = startProgram(['replay', 'e.ndjson', ...ARGS], { cwd: folder });
  child.stdin.end();
  return child;
}

/** The same of a recording that comes through a pipe and does not end: only a signal ends the replay. */
export function startEndlessReplay(folder: string): ChildProcessWithoutNullStreams {
  const child = startProgram(['replay', '-', ...ARGS], { cwd: folder });
  child.stdin.write(readFileSync(join(folder, 'e.ndjson')));
  return child;
}

/** Waits until so many bytes of alerts are on the disk, under whatever name, or the process has ended. */
export async function alertsWritten(
  child: ChildProcessWithoutNullStreams,
  folder: string,
  bytes: number,
): Promise<void> {
  while (child.exitCode === null && alertBytes(folder) < bytes) await delay(1);
}

function alertBytes(folder: string): number {
  const sizes = readdirSync(folder)
    .filter((name) => name.startsWith('alerts.ndjson'))
    // It may have got its name since.
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return Math.max(0, ...sizes);
}

/** What is in a file of a folder; undefined where there is none. */
export function contentOf(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The files that say of themselves that they are unfinished. */
export function unfinishedIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.unfinished'));
}

/** The alerts of these rules on the events from 1 to `count`, as a file has them. */
export function isAlertsUpTo(text: string, count: number): boolean {
  const lines = text.split('\n');
  if (lines.pop() !== '') return false;
  const numbers = lines.map((line) => (JSON.parse(line) as { events: [number] }).events[0]);
  return numbers.length === 2 * count && numbers.every((number, at) => number === Math.floor(at / 2) + 1);
}
