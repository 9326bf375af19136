import { expect, test } from 'vitest';
import { PortionInbox } from '../../../src/replay/jobs/portion-inbox.ts';

const letter = (portion: number, text: string, isLast = false) => ({ portion, text, isLast });

test('messages leave by portion, then as they came', async () => {
  const inbox = new PortionInbox<ReturnType<typeof letter>>(3);
  inbox.push(letter(2, 'e', true));
  inbox.push(letter(1, 'c'));
  inbox.push(letter(0, 'a'));
  inbox.push(letter(1, 'd', true));
  const next = async () => (await inbox.next())?.text;
  expect(await next()).toBe('a');
  const waiting = next();
  inbox.push(letter(0, 'b', true));
  expect(await waiting).toBe('b');
  expect([await next(), await next(), await next(), await next()]).toEqual(['c', 'd', 'e', undefined]);
});

test('a failure is thrown to whoever waits, before what is there', async () => {
  const inbox = new PortionInbox<ReturnType<typeof letter>>(1);
  const waiting = inbox.next();
  inbox.fail(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  inbox.push(letter(0, 'a', true));
  await expect(inbox.next()).rejects.toThrow('gone');
});

test('once closed it gives what was left, and nothing follows', async () => {
  const inbox = new PortionInbox<ReturnType<typeof letter>>(2);
  inbox.push(letter(1, 'b'));
  const waiting = inbox.next();
  expect(inbox.close().map(({ text }) => text)).toEqual(['b']);
  expect(await waiting).toBeUndefined();
});
