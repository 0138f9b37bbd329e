import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { storage } from '#lib/storage/open-storage.ts';

async function* twoParts() {
  yield Buffer.from('the first, ');
  yield Buffer.from('the second');
}

async function* breaking() {
  yield Buffer.from('the first, ');
  throw new Error('the maker died');
}

test('a file that comes in parts is stored whole, or not at all, and what was there before stays', async () => {
  const key = `${randomUUID()}/exports/a-file`;
  await expect(storage().putParts(key, breaking())).rejects.toThrow('the maker died');
  await expect(storage().get(key)).rejects.toThrow();
  expect(await storage().putParts(key, twoParts())).toBe(21);
  await expect(storage().putParts(key, breaking())).rejects.toThrow('the maker died');
  const parts: Buffer[] = [];
  for await (const part of storage().parts(key)) parts.push(Buffer.from(part));
  expect(Buffer.concat(parts).toString()).toBe('the first, the second');
});
