import { expect, test } from 'vitest';
import { jobsNotice } from '../../src/cli/jobs-notice.ts';

const split = { portions: 9, threads: [] };

test('says what --jobs came to', () => {
  expect(jobsNotice(undefined)).toBe('');
  expect(jobsNotice({ asked: 4, used: 1, reason: 'it is \u001b[31mred', ...split })).toBe(
    'notice: --jobs 4: one thread did everything: it is ␛[31mred\n',
  );
  expect(jobsNotice({ asked: 4, used: 4, reason: '', ...split })).toBe(
    'notice: 4 threads read the recording; rules were not looked into: no samples, hot spots, latencies, leaks and advice\n',
  );
  expect(jobsNotice({ asked: 4, used: 3, reason: '', ...split })).toContain(
    '3 threads (of 4: there is no work for more)',
  );
});
