import { type Browser, chromium as playwright } from 'playwright-core';

/** The browser is a package, which has a build for this platform only; nothing is downloaded to start it. */
export const HAS_CHROMIUM = process.platform === 'linux' && process.arch === 'x64';

/** Starts a Chromium without a window. Whoever calls it closes it. */
export async function launchChromium(): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  // With a single process the browser would end with the first page that is closed.
  const args = chromium.args.filter((arg) => arg !== '--single-process');
  return playwright.launch({ executablePath, args, headless: true });
}
