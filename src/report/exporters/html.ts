import { htmlPage } from '../html/html-page.ts';
import { type Exporter, writeText } from './exporter.ts';

/** A run as a page for browsers, in one file that needs no network. */
export const htmlExporter: Exporter = {
  extensions: ['.html'],
  async write(run, out) {
    // Most runs are not written as a page, and most starts of the program write nothing.
    const { PAGE_SCRIPT: script, PAGE_STYLE: style } = await import('../html/page.generated.js');
    await writeText(out, htmlPage(run, { script, style }));
  },
};
