import type { Adapter, AdapterName } from './adapter.ts';
import { azureAdapter } from './adapters/azure.ts';
import { defenderAdapter } from './adapters/defender.ts';
import { ecsAdapter } from './adapters/ecs.ts';
import { elasticsearchAdapter } from './adapters/elasticsearch.ts';
import { kestrelAdapter } from './adapters/kestrel.ts';
import { sysmonSyslogAdapter } from './adapters/sysmon-syslog.ts';
import { windowsAdapter } from './adapters/windows.ts';
import type { EventRecord } from './field-value.ts';

/** Every adapter, the most particular first: of two that recognise a recording equally well the earlier is picked. */
export const ADAPTERS: readonly Adapter[] = [
  kestrelAdapter,
  elasticsearchAdapter,
  sysmonSyslogAdapter,
  windowsAdapter,
  defenderAdapter,
  azureAdapter,
  ecsAdapter,
];

/**
 * The adapter for a recording: the one that is wanted, else the one that recognises most of the recording's
 * first records, else ECS.
 */
export function pickAdapter(records: readonly EventRecord[], wanted?: AdapterName): Adapter {
  if (wanted !== undefined) return ADAPTERS.find(({ name }) => name === wanted)!;
  let best = ecsAdapter;
  let mostRecognised = 0;
  for (const adapter of ADAPTERS) {
    const recognised = records.filter((record) => adapter.recognises(record)).length;
    if (recognised > mostRecognised) {
      best = adapter;
      mostRecognised = recognised;
    }
  }
  return best;
}
