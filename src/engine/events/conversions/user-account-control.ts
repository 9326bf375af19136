import type { Conversion } from '../mapped/field-mapping.ts';
import { toFieldValue } from '../scalar-value.ts';
import { integer } from './number.ts';

/** The flags of an account in Active Directory, as Elastic's pipeline names and reads them. */
const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [0x1, 'SCRIPT'],
  [0x2, 'ACCOUNTDISABLE'],
  [0x8, 'HOMEDIR_REQUIRED'],
  [0x10, 'LOCKOUT'],
  [0x20, 'PASSWD_NOTREQD'],
  [0x40, 'PASSWD_CANT_CHANGE'],
  [0x80, 'ENCRYPTED_TEXT_PWD_ALLOWED'],
  [0x100, 'TEMP_DUPLICATE_ACCOUNT'],
  [0x200, 'NORMAL_ACCOUNT'],
  [0x800, 'INTERDOMAIN_TRUST_ACCOUNT'],
  [0x1000, 'WORKSTATION_TRUST_ACCOUNT'],
  [0x2000, 'SERVER_TRUST_ACCOUNT'],
  [0x10000, 'DONT_EXPIRE_PASSWORD'],
  [0x20000, 'MNS_LOGON_ACCOUNT'],
  [0x40000, 'SMARTCARD_REQUIRED'],
  [0x80000, 'TRUSTED_FOR_DELEGATION'],
  [0x100000, 'NOT_DELEGATED'],
  [0x200000, 'USE_DES_KEY_ONLY'],
  [0x400000, 'DONT_REQ_PREAUTH'],
  [0x800000, 'PASSWORD_EXPIRED'],
  [0x1000000, 'TRUSTED_TO_AUTH_FOR_DELEGATION'],
  [0x4000000, 'PARTIAL_SECRETS_ACCOUNT'],
];

export const userAccountControl: Conversion = {
  label: 'names of its flags',
  convert: (recorded) => {
    const value = integer.convert(recorded);
    if (typeof value !== 'number') return undefined;
    return toFieldValue(FLAGS.filter(([bit]) => (value & bit) !== 0).map(([, name]) => name));
  },
};
