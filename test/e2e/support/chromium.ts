import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { launchChromium } from '../../../scripts/launch-chromium.ts';

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
});

/** A page in a browser, with what it asked for and complained about. */
export interface OpenedPage {
  readonly page: Page;
  /** Every address it asked for; its own is the first. */
  readonly requests: readonly string[];
  /** What it wrote to the console, errors that nobody caught, and dialogs. */
  readonly complaints: readonly string[];
}

/** Opens a file from disk in a real Chromium, until the test has ended. */
export async function openFile(path: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  browser ??= launchChromium();
  const context = await (await browser).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(path).href);
  return { page, requests, complaints };
}
