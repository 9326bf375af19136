import { createHash } from 'node:crypto';
import type { RunFile } from '../run-file.ts';
import { fitPage } from './fit-page.ts';
import { packPage } from './packed-page.ts';
import { pageTexts } from './page-texts.ts';

/** What makes a page besides its data. Neither may hold the end tag of its element. */
export interface PageCode {
  readonly script: string;
  readonly style: string;
}

/**
 * A run as one HTML document that needs nothing else. The run is in it once, as JSON that no browser takes for HTML or
 * code; the policy lets this script and this style run and nothing else, and nothing be loaded or sent.
 */
export function htmlPage(run: RunFile, { script, style }: PageCode): string {
  const fitted = fitPage(run);
  const data = packPage({ run: fitted.run, texts: pageTexts(run), leftOut: fitted.leftOut });
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="kestrel-perf">
<title>kestrel-perf report</title>
<style>${style}</style>
</head>
<body>
<noscript>This report is drawn by the script inside it, which this browser does not run. kestrel-perf report shows a saved run without a browser.</noscript>
<script type="application/json" id="data">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** The text of an element, as a security policy names it. */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
