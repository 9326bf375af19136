import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultRulesPath } from '../../src/cli/default-rules-path.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';

test('the folder ./rules, if there is one', async () => {
  const cwd = ruleFolder({ 'rules/a.eql': '' });
  expect(await defaultRulesPath(cwd, '/program')).toEqual({ path: 'rules', bundled: false });
});

test.each([{}, { rules: 'a file' }])('else the demo pack of the program', async (files) => {
  const bundled = { path: join('/program', 'fixtures', 'rules'), bundled: true };
  expect(await defaultRulesPath(ruleFolder(files), '/program')).toEqual(bundled);
});
