import { afterOneBatch } from './answer-run.ts';

afterOneBatch(() => process.exit(3));
