#!/usr/bin/env node
import { main } from '../dist/cli/main.js';
import { tuneV8 } from '../dist/cli/tune-v8.js';

tuneV8();
process.exitCode = await main(process.argv.slice(2));
