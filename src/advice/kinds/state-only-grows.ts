import { bytesText } from '../../report/figure-text.ts';
import type { AdviceKind } from '../advice-kind.ts';

/** A Lua or Wasm rule whose memory grows with the stream. */
export const stateOnlyGrows: AdviceKind = ({ rule, leak }) => {
  if (leak === undefined || (rule.kind !== 'lua' && rule.kind !== 'wasm')) return [];
  return [
    {
      code: 'state-only-grows',
      finding: `its state only grows: ${bytesText(leak.bytesPer1kEvents)} more with every 1,000 events`,
      action:
        rule.kind === 'lua'
          ? 'Look for a global or a table that only gets longer; take out what is old, or clear it when it is full'
          : 'Look for memory that is taken and never used again; reuse it',
      evidence: { memory_growth_bytes_per_1k_events: leak.bytesPer1kEvents },
      savesNs: null,
    },
  ];
};
