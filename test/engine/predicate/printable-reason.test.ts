import { describe, expect, it } from 'vitest';
import { printableReason } from '../../../src/engine/predicate/printable-reason.ts';

describe('printableReason', () => {
  it('leaves plain text as it is, in any script', () => {
    expect(printableReason('it trapped: größer 💥')).toBe('it trapped: größer 💥');
  });

  it('takes out what moves the cursor, breaks lines or reorders text', () => {
    expect(printableReason('a\u001b[31mb\r\nc\u202ed\u2028e')).toBe('a [31mb c d e');
  });

  it('cuts long text, and not inside a character', () => {
    const cut = printableReason('💥'.repeat(1000));
    expect(Array.from(cut)).toHaveLength(300);
    expect(cut.endsWith('💥…')).toBe(true);
    expect(printableReason('x'.repeat(300))).toBe('x'.repeat(300));
  });
});
