import { beginThen } from './begin-then.ts';

beginThen(() => {
  throw new Error('the sky fell');
});
