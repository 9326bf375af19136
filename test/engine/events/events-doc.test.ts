import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderEventsDoc } from '../../../scripts/events-doc.ts';

it('docs/events.md is what the tables say; print it anew with scripts/generate-events-doc.mts', () => {
  expect(readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8')).toBe(renderEventsDoc());
});
