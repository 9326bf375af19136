import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ecsVocabulary } from '../../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';
import { MappedEvent } from '../../../../src/engine/events/mapped/mapped-event.ts';
import { WINDOWS_KINDS } from '../../../../src/engine/events/windows/event-kinds.ts';
import { WINDOWS_MAPPING, windowsVocabulary } from '../../../../src/engine/events/windows-vocabulary.ts';

const NAMES = [
  ...new Set(
    WINDOWS_MAPPING.fields.flatMap((entry) =>
      'union' in entry
        ? []
        : entry.sources.flatMap((source) => (source.place === 'kind' ? [] : source.names)),
    ),
  ),
  'param1',
  'EventType',
  '__proto__',
  'constructor',
  'a.b',
];

const VALUE = fc.constantFrom<unknown>(
  '-',
  '',
  null,
  0,
  7,
  true,
  '0x1f',
  'CORP\\alice',
  'a@B',
  'C:\\dir\\file.exe',
  '::ffff:192.0.2.1',
  'SHA1=AA,MD5=BB',
  'DWORD (0x00000001)',
  'HKLM\\a\\b',
  'type:  5 x.example;192.0.2.3;',
  'true',
  'Valid',
  '%%14592',
  'one two\tthree',
  '2024-01-02 03:04:05.678',
  ['x', 'y'],
  ['x'],
  { nested: 1 },
);

const PATHS = [
  ...WINDOWS_MAPPING.fields.map(({ path }) => path),
  ...NAMES.map((name) => `winlog.event_data.${name}`),
];
const READERS = PATHS.map(
  (path) => [path, windowsVocabulary.reader(path), ecsVocabulary.reader(path)] as const,
);

/** The law that ties readers and `convert` together: both follow the one table. */
it.each(WINDOWS_KINDS.map((kind, index) => [`${kind.groups[0]} ${kind.code ?? 'others'}`, index] as const))(
  '%s: toEcs has at every path what the reader finds',
  (_, kind) => {
    const data = fc.dictionary(fc.constantFrom(...NAMES), VALUE, { maxKeys: 40 });
    fc.assert(
      fc.property(data, fc.boolean(), (values: EventRecord, apart) => {
        const event = new MappedEvent(kind, values, apart ? { EventID: 1, Hostname: 'h' } : values);
        const ecs = windowsVocabulary.toEcs(event);
        const differing = READERS.filter(
          ([, readWindows, readEcs]) => !isDeepStrictEqual(readEcs(ecs), readWindows(event)),
        );
        expect(differing.map(([path]) => path)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  },
);
