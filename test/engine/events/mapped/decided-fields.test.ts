import { describe, expect, it } from 'vitest';
import { AZURE_MAPPING, azureVocabulary } from '../../../../src/engine/events/azure-vocabulary.ts';
import { DEFENDER_MAPPING, defenderVocabulary } from '../../../../src/engine/events/defender-vocabulary.ts';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';
import { MappedEvent } from '../../../../src/engine/events/mapped/mapped-event.ts';
import type { Mapping } from '../../../../src/engine/events/mapped/mapping.ts';
import { WINDOWS_MAPPING, windowsVocabulary } from '../../../../src/engine/events/windows-vocabulary.ts';

const VOCABULARIES = [
  [WINDOWS_MAPPING, windowsVocabulary],
  [DEFENDER_MAPPING, defenderVocabulary],
  [AZURE_MAPPING, azureVocabulary],
] as const;

/** A record with a value under every name that the mapping knows. */
function fullRecord(mapping: Mapping, value: unknown): EventRecord {
  const sources = mapping.fields.flatMap((entry) => ('sources' in entry ? entry.sources : []));
  const names = sources.flatMap((source) => ('names' in source ? source.names : []));
  return Object.fromEntries(names.map((name) => [name, value]));
}

describe.each(VOCABULARIES)('what kinds decide: $name', (mapping, vocabulary) => {
  const { kinds } = vocabulary;
  const paths = [
    ...mapping.fields.map(({ path }) => path),
    'no.such.field',
    'winlog.event_data.Image',
    'Image',
  ];
  const records = [
    {},
    ...['x', '2024-01-01T00:00:00.000Z', 'C:\\a\\b.exe', '10.0.0.1', 7].map((value) =>
      fullRecord(mapping, value),
    ),
  ];

  it('is the same for all events of the kind', () => {
    for (const kind of mapping.kinds.keys()) {
      for (const path of paths) {
        if (!kinds!.decides(kind, path)) continue;
        const read = vocabulary.reader(path);
        const values = records.map((record) => JSON.stringify(read(new MappedEvent(kind, record, record))));
        expect(new Set(values).size, `${path} of kind ${kind}`).toBe(1);
      }
    }
  });

  it('is not the event itself', () => {
    expect(kinds!.kindOf(new MappedEvent(0, {}, {}))).toBe(0);
    expect(kinds!.kindOf(new MappedEvent(0, {}, {}, {}))).toBeUndefined();
  });
});

describe('what the kind of a Windows event decides', () => {
  const kindOf = (eventId: number, channel: string) =>
    windowsVocabulary.kinds.kindOf({ EventID: eventId, Channel: channel })!;
  const created = kindOf(1, 'Microsoft-Windows-Sysmon/Operational');
  const accessed = kindOf(10, 'Microsoft-Windows-Sysmon/Operational');
  const logon = kindOf(4624, 'Security');
  const unlisted = kindOf(9999, 'Application');
  const { decides } = windowsVocabulary.kinds;

  it('is what it says about every such event, and what it never has', () => {
    expect(decides(created, 'event.category')).toBe(true);
    expect(decides(created, 'host.os.type')).toBe(true);
    expect(decides(created, 'event.outcome')).toBe(true);
    expect(decides(accessed, 'process.parent.name')).toBe(true);
    expect(decides(accessed, 'no.such.field')).toBe(true);
  });

  it('is not what the record tells', () => {
    expect(decides(created, 'process.parent.name')).toBe(false);
    expect(decides(created, 'event.provider')).toBe(false);
    expect(decides(logon, 'event.outcome')).toBe(false);
    expect(decides(unlisted, 'event.action')).toBe(false);
    expect(decides(created, 'winlog.event_data.Anything')).toBe(false);
    expect(decides(created, 'related.user')).toBe(false);
  });
});
