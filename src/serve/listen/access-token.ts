import { createHash, timingSafeEqual } from 'node:crypto';

/** Characters. Shorter ones can be guessed. */
export const LEAST_TOKEN_LENGTH = 16;

/** What the header `Authorization: Bearer` can carry (RFC 6750). */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** What makes a token unfit, as a sentence that does not repeat it; undefined where nothing does. */
export function tokenProblem(token: string): string | undefined {
  if (token.length < LEAST_TOKEN_LENGTH)
    return `the token is too short: take at least ${LEAST_TOKEN_LENGTH} random characters, such as openssl rand -hex 16 prints`;
  if (!TOKEN.test(token))
    return 'the token must be of the characters A-Z a-z 0-9 . _ ~ + / - with = only at its end';
  return undefined;
}

/** Whether a header `Authorization` brings the token. How long that takes says nothing about the token. */
export function bringsToken(authorization: string | undefined, token: string): boolean {
  const brought = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return brought !== undefined && timingSafeEqual(digest(brought), digest(token));
}

/** Of the same length for every text, which the comparison needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
