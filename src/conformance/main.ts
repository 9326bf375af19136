import { runConformance } from './conformance.ts';
import { engineRunner } from './engine-runner.ts';

const [folder, ...rest] = process.argv.slice(2);

if (folder === undefined || rest.length > 0) {
  console.error('usage: npm run conformance -- DIR   (DIR holds the case files, and their events in data/)');
  process.exitCode = 2;
} else {
  try {
    const passed = await runConformance(folder, engineRunner, console.log);
    process.exitCode = passed ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
