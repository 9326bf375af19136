import { afterOneBatch } from './answer-run.ts';

afterOneBatch(() => {
  throw new Error('the sky fell');
});
