import { expect, test } from 'vitest';
import { AlertOutbox } from '../../src/embed/alert-outbox.ts';

test('hands over in order, and only when told to', () => {
  const handed: number[] = [];
  const outbox = new AlertOutbox<number>((item) => handed.push(item));
  outbox.add(1);
  outbox.add(2);
  expect(handed).toEqual([]);
  outbox.deliver();
  outbox.deliver();
  expect(handed).toEqual([1, 2]);
});

test('what is added while handing over comes after what waits already', () => {
  const handed: number[] = [];
  const outbox: AlertOutbox<number> = new AlertOutbox((item) => {
    handed.push(item);
    expect(outbox.isDelivering).toBe(true);
    if (item > 2) return;
    outbox.add(item * 10);
    outbox.deliver();
    expect(handed).not.toContain(item * 10);
  });
  outbox.add(1);
  outbox.add(2);
  outbox.deliver();
  expect(handed).toEqual([1, 2, 10, 20]);
  expect(outbox.isDelivering).toBe(false);
});

test('one that throws keeps none of the others back, and is thrown on at the end', () => {
  const handed: number[] = [];
  const outbox = new AlertOutbox<number>((item) => {
    handed.push(item);
    if (item === 1) throw new Error('disk full');
  });
  for (const item of [0, 1, 2]) outbox.add(item);
  expect(() => outbox.deliver()).toThrow('disk full');
  expect(handed).toEqual([0, 1, 2]);
  outbox.add(3);
  outbox.deliver();
  expect(handed).toEqual([0, 1, 2, 3]);
});

test('several that throw are thrown on together', () => {
  const outbox = new AlertOutbox<number>((item) => {
    throw new Error(`number ${item}`);
  });
  outbox.add(1);
  outbox.add(2);
  expect(() => outbox.deliver()).toThrow(
    expect.objectContaining({ errors: [new Error('number 1'), new Error('number 2')] }),
  );
});
