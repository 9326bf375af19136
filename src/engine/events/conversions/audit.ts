import type { Conversion } from '../mapped/field-mapping.ts';

const AUDIT_SUCCESS = 0x2;
const AUDIT_FAILURE = 0x1;

/** The four bits of the keywords, a 64-bit mask, in which Windows notes the result of an audit. */
function auditBits(keywords: unknown): number {
  if (typeof keywords === 'string')
    return /^0x[0-9a-f]{16}$/i.test(keywords) ? Number.parseInt(keywords[4]!, 16) : 0;
  if (typeof keywords === 'bigint') return Number(BigInt.asUintN(64, keywords) >> 52n) & 0xf;
  return typeof keywords === 'number' && Number.isInteger(keywords) ? auditBits(BigInt(keywords)) : 0;
}

/** The result of an audit: NXLog's event type, the keywords as a mask (hexadecimal or number) or by name. */
export const audit: Conversion = {
  label: '`success` or `failure` of the audit',
  convert: (recorded) => {
    if (recorded === 'AUDIT_SUCCESS') return 'success';
    if (recorded === 'AUDIT_FAILURE') return 'failure';
    if (Array.isArray(recorded)) {
      if (recorded.includes('Audit Success')) return 'success';
      return recorded.includes('Audit Failure') ? 'failure' : undefined;
    }
    const bits = auditBits(recorded);
    if ((bits & AUDIT_SUCCESS) !== 0) return 'success';
    return (bits & AUDIT_FAILURE) === 0 ? undefined : 'failure';
  },
};
