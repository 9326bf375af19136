import type { Conversion } from '../mapped/field-mapping.ts';
import { textOf } from './text.ts';

const TRUSTED = 'Valid';

export const signatureTrusted: Conversion = {
  label: 'is it `Valid`',
  convert: (recorded) => {
    const status = textOf(recorded);
    return status === undefined ? undefined : status === TRUSTED;
  },
};

export const signatureValid: Conversion = {
  label: 'true if it is `Valid`, else missing',
  convert: (recorded) => (recorded === TRUSTED ? true : undefined),
};

/** Elastic Defend's words, which rules on `dll.code_signature.status` use. */
const DEFEND_STATUS: ReadonlyMap<string, string> = new Map([
  ['Valid', 'trusted'],
  ['Expired', 'errorExpired'],
  ['Revoked', 'errorRevoked'],
  ['Unavailable', 'noSignature'],
]);

export const defendStatus: Conversion = {
  label: 'in the words of Elastic Defend',
  convert: (recorded) => {
    const status = textOf(recorded);
    return status === undefined ? undefined : (DEFEND_STATUS.get(status) ?? status);
  },
};
