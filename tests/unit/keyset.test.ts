import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type KeyType, pagedSchema } from '#lib/keyset.ts';

const id = randomUUID();
const isTaken = (type: KeyType, key: unknown, cursorId: unknown = id) =>
  pagedSchema(z.object({}), () => type).safeParse({ after: { key, id: cursorId } }).success;

test.each<[KeyType, string]>([
  ['text', ''],
  ['text', "O'Neill %_\\ 🍋"],
  ['numeric', '-1000000000000000'],
  ['numeric', '12.5000'],
  ['date', '0001-01-01'],
  ['date', '2024-02-29'],
  ['timestamptz', '2026-11-27 07:51:38.123+00'],
  ['timestamptz', '2026-11-27 23:59:59+05:30'],
  ['"ItemStatus"', 'READY'],
])('a page of %s can end with %j', (type, key) => {
  expect(isTaken(type, key)).toBe(true);
});

test.each<[KeyType, unknown]>([
  ['text', 'a\0b'],
  ['text', 'x'.repeat(1_001)],
  ['text', 7],
  ['text', ['a']],
  ['numeric', ''],
  ['numeric', 'NaN1'],
  ['numeric', '1e5'],
  ['numeric', '12; DROP'],
  ['numeric', '9'.repeat(40)],
  ['date', '2026-02-30'],
  ['date', '0000-01-01'],
  ['date', '2026-13-01'],
  ['date', 'yesterday'],
  ['timestamptz', '2026-11-27'],
  ['timestamptz', '2026-11-31 07:51:38+00'],
  ['timestamptz', '2026-11-27 24:00:00+00'],
  ['timestamptz', '2026-11-27 07:51:38'],
  ['"ItemStatus"', 'ready'],
  ['"ItemStatus"', ''],
])('a forged cursor of %s at %j is refused as input', (type, key) => {
  expect(isTaken(type, key)).toBe(false);
});

test('a cursor without a real id is refused as input, and none is the beginning', () => {
  expect(isTaken('text', 'a', 'x')).toBe(false);
  expect(pagedSchema(z.object({}), () => 'text').parse({})).toEqual({ after: null });
});
