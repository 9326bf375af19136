import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventRecord } from '../engine/events/field-value.ts';
import { parseEventFile } from './event-file.ts';
import { parseMapping } from './mapping.ts';
import type { Suite } from './suites.ts';

/** Loads a suite's events in the order a search returns them: by time, then by id. */
export async function loadSuiteEvents(folder: string, suite: Suite): Promise<readonly EventRecord[]> {
  const files = await Promise.all(
    suite.data.map(async ({ events, mapping }) => {
      const parsedMapping = parseMapping(await readFile(join(folder, 'data', mapping), 'utf8'));
      return parseEventFile(
        await readFile(join(folder, 'data', events), 'utf8'),
        parsedMapping,
        suite.timestamps,
      );
    }),
  );
  return files
    .flat()
    .sort((a, b) => compareTimes(a, b) || Number(a[suite.idField]) - Number(b[suite.idField]));
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
