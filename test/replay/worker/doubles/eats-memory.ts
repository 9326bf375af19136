import { afterOneBatch } from './answer-run.ts';

afterOneBatch(() => {
  const eaten: object[] = [];
  for (;;) eaten.push(new Array(1_000).fill({}));
});
