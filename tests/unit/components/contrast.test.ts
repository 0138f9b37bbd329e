import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coloursOf, contrast } from '#tests/support/contrast.ts';

const styles = readFileSync(new URL('../../../app/globals.css', import.meta.url), 'utf8');
const tokens = coloursOf(styles, '--color-');

const grounds = ['canvas', 'surface', 'raised', 'hover', 'pressed'];
const states = ['success', 'warning', 'danger', 'info', 'attention'];

/** What is read, and on what: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const textPairs = [
  ...grounds.flatMap((ground) => [
    ['text', ground],
    ['muted', ground],
  ]),
  ...['canvas', 'surface', 'raised', 'hover', 'accent-soft'].map((ground) => ['accent-text', ground]),
  ...states.flatMap((state) => [
    [state, `${state}-soft`],
    ['text', `${state}-soft`],
    ['muted', `${state}-soft`],
    [state, 'surface'],
    [state, 'raised'],
    [state, 'hover'],
  ]),
  ['text', 'accent-soft'],
  ['muted', 'accent-soft'],
  ['warning', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-fill'],
  ['on-danger', 'danger-fill-hover'],
  ['inverse', 'inverted'],
] as [string, string][];

/** What has to be seen to use a control or know a state, and on what: 3 to 1 (1.4.11). */
const markPairs = [
  ...['canvas', 'surface', 'raised', 'hover', 'accent-soft'].map((ground) => ['accent', ground]),
  ['edge', 'surface'],
  ['edge', 'raised'],
  ...states.flatMap((state) => [
    [`${state}-mark`, 'surface'],
    [`${state}-mark`, `${state}-soft`],
  ]),
] as [string, string][];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(textPairs)('%s can be read on %s', (front, back) => {
    expect(contrast(tokens, front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(markPairs)('%s can be seen on %s', (front, back) => {
    expect(contrast(tokens, front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});
