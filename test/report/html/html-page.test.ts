import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { htmlPage } from '../../../src/report/html/html-page.ts';
import { unpackPage } from '../../../src/report/html/packed-page.ts';
import { sampleRun, variedRun } from '../sample-run.ts';

const CODE = { script: 'draw("$&");', style: 'p { color: red }' };

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

test('the policy lets its own script and style run, by their hashes, and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(htmlPage(variedRun(), CODE))![1]!;
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hash(CODE.script)}'`,
    `style-src 'sha256-${hash(CODE.style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('script and style stand in it as they are', () => {
  const html = htmlPage(variedRun(), CODE);
  expect(html).toContain(`<script>${CODE.script}</script>`);
  expect(html).toContain(`<style>${CODE.style}</style>`);
});

test('whatever rules are called, it has two scripts, and the run can be read from the first', () => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)><!--';
  const run = sampleRun([{ id: evil, name: evil, tags: [evil] }]);
  const html = htmlPage(run, CODE);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).not.toContain('<img');
  const data = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(html)![1]!;
  expect(unpackPage(data).run).toEqual(run);
});

test('it refers to nothing outside', () => {
  expect(htmlPage(variedRun(), CODE)).not.toMatch(/\b(?:src|href)=|https?:|@import|url\(/);
});
