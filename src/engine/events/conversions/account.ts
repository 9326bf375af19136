import type { Conversion } from '../mapped/field-mapping.ts';
import { textOf } from './text.ts';

/** `alice` of `CORP\alice`; a name without a domain is the whole. */
export const accountName: Conversion = {
  label: 'after the backslash',
  convert: (recorded) => {
    const account = textOf(recorded);
    return account === undefined ? undefined : account.slice(account.indexOf('\\') + 1) || undefined;
  },
};

/** `CORP` of `CORP\alice`. */
export const accountDomain: Conversion = {
  label: 'before the backslash',
  convert: (recorded) => {
    const account = textOf(recorded);
    const end = account === undefined ? -1 : account.indexOf('\\');
    return end > 0 ? account!.slice(0, end) : undefined;
  },
};

/** `alice` of the Kerberos principal `alice@CORP.EXAMPLE`. */
export const principalName: Conversion = {
  label: 'before the @',
  convert: (recorded) => {
    const principal = textOf(recorded);
    const end = principal === undefined ? -1 : principal.indexOf('@');
    return end < 0 ? principal : principal!.slice(0, end) || undefined;
  },
};

/** `Alice` of the distinguished name `CN=Alice,CN=Users,DC=corp,DC=example`. */
export const commonName: Conversion = {
  label: 'its common name',
  convert: (recorded) => {
    const first = textOf(recorded)?.split(',', 1)[0];
    return first === undefined ? undefined : first.slice(/^cn=/i.test(first) ? 3 : 0) || undefined;
  },
};
