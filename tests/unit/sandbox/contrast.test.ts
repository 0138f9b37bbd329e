import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coloursOf, contrast } from '#tests/support/contrast.ts';

const colours = coloursOf(readFileSync('tests/sandbox/website/sandbox.css', 'utf8'), '--');

/** What is read on the sandbox's website, and on what: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const textPairs = [
  ...['paper', 'ground', 'sunken', 'notice-ground', 'problem-ground'].flatMap((ground) => [
    ['ink', ground],
    ['quiet', ground],
  ]),
  ...['paper', 'ground', 'hover', 'sunken', 'notice-ground'].map((ground) => ['brand', ground]),
  ...['paper', 'hover', 'ground'].map((ground) => ['problem', ground]),
  ...['bar', 'fill', 'fill-dark'].map((ground) => ['#ffffff', ground]),
] as [string, string][];

/** What has to be seen to use a control: 3 to 1 (1.4.11). */
const markPairs = [
  ['edge', 'paper'],
  ['focus', 'paper'],
  ['focus', 'ground'],
  ['focus-on-bar', 'bar'],
] as [string, string][];

describe.each(['light', 'dark'] as const)('on the sandbox’s website in the %s theme', (theme) => {
  test.each(textPairs)('%s can be read on %s', (front, back) => {
    expect(contrast(colours, front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(markPairs)('%s can be seen on %s', (front, back) => {
    expect(contrast(colours, front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});
