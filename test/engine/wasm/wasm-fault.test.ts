import { describe, expect, it } from 'vitest';
import { plainReason } from '../../../src/engine/wasm/wasm-fault.ts';

describe('plainReason', () => {
  it('leaves plain text as it is, in any script', () => {
    expect(plainReason('it trapped: größer 💥')).toBe('it trapped: größer 💥');
  });

  it('takes out what moves the cursor, breaks lines or reorders text', () => {
    expect(plainReason('a\u001b[31mb\r\nc\u202ed\u2028e')).toBe('a [31mb c d e');
  });

  it('cuts long text, and not inside a character', () => {
    const cut = plainReason('💥'.repeat(1000));
    expect(Array.from(cut)).toHaveLength(300);
    expect(cut.endsWith('💥…')).toBe(true);
    expect(plainReason('x'.repeat(300))).toBe('x'.repeat(300));
  });
});
