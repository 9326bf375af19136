import { writeFileSync } from 'node:fs';
import { renderEventsDoc } from './events-doc.ts';

// Run from the project's root: npx tsx scripts/generate-events-doc.mts
writeFileSync('docs/events.md', renderEventsDoc());
