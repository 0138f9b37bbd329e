import { expect, test } from 'vitest';
import { ownPath } from '#lib/domain/own-path.ts';

test.each([
  ['/harbour-and-vine/costs?page=2#top', '/harbour-and-vine/costs?page=2#top'],
  ['/open/123', '/open/123'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/./\\evil.example', '/'],
  ['/.//evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [' /costs', '/'],
  ['/sign-in?callbackUrl=/sign-in', '/'],
])('after signing in, %j leads to %j', (asked, path) => {
  expect(ownPath(asked)).toBe(path);
});

test('a parameter given twice leads nowhere in particular', () => {
  expect(ownPath(['/a', '/b'])).toBe('/');
});
