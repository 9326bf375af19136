import { beginThen } from './begin-then.ts';

beginThen(() => process.exit(3));
