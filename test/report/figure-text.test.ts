import { expect, test } from 'vitest';
import {
  bytesText,
  countText,
  durationText,
  latencyText,
  millisecondsText,
  rateText,
  shareText,
} from '../../src/report/figure-text.ts';

test.each([
  [countText(0), '0'],
  [countText(1_234_567), '1,234,567'],
  [millisecondsText(0), '0.00'],
  [millisecondsText(1), '<0.01'],
  [millisecondsText(1_234_567_890), '1,234.57'],
  [shareText(null), '-'],
  [shareText(0), '0.0 %'],
  [shareText(0.0001), '<0.1 %'],
  [shareText(0.1234), '12.3 %'],
  [shareText(1), '100.0 %'],
  [rateText(null), '-'],
  [rateText(0.00001), '<0.01 %'],
  [rateText(0.0002), '0.02 %'],
  [bytesText(null), '-'],
  [bytesText(512), '512 B'],
  [bytesText(1_536), '1.5 kB'],
  [bytesText(20_000_000), '20.0 MB'],
  [bytesText(3_100_000_000), '3.1 GB'],
  [durationText(null), '-'],
  [durationText(3.44), '3.4 ns'],
  [durationText(12_000), '12.0 µs'],
  [durationText(1_500_000), '1.5 ms'],
  [latencyText(null), '-'],
  [latencyText(0), '~0 ns'],
  [latencyText(1), '1.0 ns'],
  [durationText(2_000_000_000), '2.0 s'],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});
