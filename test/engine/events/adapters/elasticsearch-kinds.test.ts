import { describe, expect, it } from 'vitest';
import { elasticsearchAdapter } from '../../../../src/engine/events/adapters/elasticsearch.ts';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';

const kinds = elasticsearchAdapter.vocabulary.kinds!;

/** The kind of an exported document. */
function kindOf(source: EventRecord): number | undefined {
  return kinds.kindOf(elasticsearchAdapter.unwrap({ _source: source }) as EventRecord);
}

describe('kinds of exported documents', () => {
  it('are those of Windows events, as long as they are not ECS in part', () => {
    const kind = kindOf({ EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational' });
    expect(kinds.decides(kind!, 'event.category')).toBe(true);
    expect(kinds.decides(kind!, 'process.name')).toBe(false);
    expect(kindOf({ winlog: { event_id: 1 }, event: { category: 'file' } })).toBeUndefined();
  });

  it('are none for ECS', () => {
    expect(kindOf({ event: { category: 'process' } })).toBeUndefined();
  });
});
