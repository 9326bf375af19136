import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventRecord } from '../engine/events/field-value.ts';
import { parseEventFile } from './event-file.ts';
import { fieldPaths } from './field-paths.ts';
import { parseMapping } from './mapping.ts';
import type { CaseData } from './run-case.ts';
import type { DataFile, Suite } from './suites.ts';

/** Loads what a suite's cases run on: its events, in the order a search returns them, and their fields. */
export async function loadSuiteData(folder: string, suite: Suite): Promise<CaseData> {
  const files = await Promise.all(suite.data.map((file) => loadDataFile(folder, file, suite)));
  const { idField } = suite;
  const events = files
    .flatMap((file) => file.events)
    .sort((a, b) => compareTimes(a, b) || Number(a[idField]) - Number(b[idField]));
  // An index also maps every field that an event brings with it.
  const knownFields = new Set(files.flatMap(({ mapping }) => [...mapping.fields]));
  for (const event of events) for (const path of fieldPaths(event)) knownFields.add(path);
  return { events, knownFields, idField };
}

async function loadDataFile(folder: string, file: DataFile, suite: Suite) {
  const mapping = parseMapping(await readFile(join(folder, 'data', file.mapping), 'utf8'));
  const text = await readFile(join(folder, 'data', file.events), 'utf8');
  return { mapping, events: parseEventFile(text, mapping, suite.timestamps) };
}

/** Times are in ISO form, with three or nine digits behind the point: a short one sorts as if it had zeros. */
function compareTimes(a: EventRecord, b: EventRecord): number {
  const [left, right] = [a, b].map((event) =>
    String(event['@timestamp'] ?? '')
      .replace('Z', '')
      .padEnd(29, '0'),
  );
  return left! < right! ? -1 : left! > right! ? 1 : 0;
}
