/** Lets this thread run TypeScript, which Node cannot by itself. */
import { register } from 'tsx/esm/api';

register();
