import { afterOneBatch } from './answer-run.ts';

afterOneBatch(() => {
  for (;;);
});
