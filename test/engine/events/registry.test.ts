import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../../../src/engine/events/adapter.ts';
import { ADAPTERS, pickAdapter } from '../../../src/engine/events/registry.ts';

const WINDOWS = { EventID: 1, Channel: 'Security' };
const ECS = { event: { category: 'file' } };

describe('pickAdapter', () => {
  it.each([
    ['windows', WINDOWS],
    ['ecs', ECS],
    ['ecs', { 'event.category': 'file' }],
    ['elasticsearch', { _source: ECS }],
    ['sysmon-syslog', { SyslogMessage: '<Event></Event>' }],
    ['defender', { Timestamp: 'now', ActionType: 'FileCreated' }],
    ['azure', { OperationName: 'x', AADTenantId: 't' }],
    ['kestrel', { magic: [75, 69, 83, 84], version: 1 }],
  ])('%s', (name, record) => {
    expect(pickAdapter([record]).name).toBe(name);
  });

  it('goes by most of the records', () => {
    expect(pickAdapter([ECS, WINDOWS, WINDOWS]).name).toBe('windows');
  });

  it('takes what nobody knows for ECS, and no records at all', () => {
    expect(pickAdapter([{ message: 'x' }]).name).toBe('ecs');
    expect(pickAdapter([]).name).toBe('ecs');
  });

  it('takes the one that is wanted whatever the records look like', () => {
    for (const { name } of ADAPTERS) expect(pickAdapter([WINDOWS], name).name).toBe(name);
  });
});

it('has an adapter for every name, in the order of the names', () => {
  expect(ADAPTERS.map(({ name }) => name)).toEqual(ADAPTER_NAMES);
});
