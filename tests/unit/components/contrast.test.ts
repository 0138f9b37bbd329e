import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const styles = readFileSync(new URL('../../../app/globals.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...styles.matchAll(/--color-([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

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
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(markPairs)('%s can be seen on %s', (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});

function contrast(front: string, back: string, theme: 'light' | 'dark'): number {
  const [lighter = 0, darker = 0] = [luminance(front, theme), luminance(back, theme)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(name: string, theme: 'light' | 'dark'): number {
  const colour = tokens.get(name)?.[theme];
  if (!colour) throw new Error(`There is no colour token --color-${name}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
