import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bringsToken, LEAST_TOKEN_LENGTH, tokenProblem } from '../../../src/serve/listen/access-token.ts';

const TOKEN = 'k7Qv0cR2mZ9tYx4w';

test.each([
  ['', 'too short'],
  ['k7Qv0cR2mZ9tYx4', 'too short'],
  ['k7Qv0cR2mZ9tYx4w and more', 'must be of the characters'],
  ['k7Qv0cR2mZ9tYx4\n', 'must be of the characters'],
  ['k7Qv0cR2=mZ9tYx4w', 'must be of the characters'],
  ['päßwörter-sind-schön', 'must be of the characters'],
])('%j is no token', (token, problem) => {
  expect(tokenProblem(token)).toContain(problem);
  if (token !== '') expect(tokenProblem(token)).not.toContain(token);
});

test('a long one of safe characters is fit', () => {
  expect(tokenProblem(TOKEN)).toBeUndefined();
  expect(tokenProblem('AZaz09._~+/-AZaz09==')).toBeUndefined();
});

test.each([
  [`Bearer ${TOKEN}`, true],
  [`bearer  ${TOKEN} `, true],
  [undefined, false],
  ['', false],
  [TOKEN, false],
  [`Basic ${TOKEN}`, false],
  ['Bearer', false],
  ['Bearer ', false],
  [`Bearer ${TOKEN}x`, false],
  [`Bearer ${TOKEN.slice(1)}`, false],
  [`Bearer ${TOKEN.toLowerCase()}`, false],
  [`Bearer ${TOKEN} ${TOKEN}`, false],
])('%j brings it: %j', (authorization, expected) => {
  expect(bringsToken(authorization, TOKEN)).toBe(expected);
});

test('every fit token is recognised, and no other one for it', () => {
  const characters = [...'ABCxyz019._~+/-'];
  const fit = fc.string({
    unit: fc.constantFrom(...characters),
    minLength: LEAST_TOKEN_LENGTH,
    maxLength: 64,
  });
  fc.assert(
    fc.property(fit, fit, (token, other) => {
      expect(tokenProblem(token)).toBeUndefined();
      expect(bringsToken(`Bearer ${token}`, token)).toBe(true);
      expect(bringsToken(`Bearer ${other}`, token)).toBe(other === token);
    }),
  );
});
