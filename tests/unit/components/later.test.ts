import { expect, test } from 'vitest';
import { later } from '#components/ui/later.ts';

test('a part comes once, however often it is asked for, and tells who waits for it', async () => {
  let brought = 0;
  const part = later(async () => ++brought);
  const told: (number | null)[] = [];
  part.onCome(() => told.push(part.now()));
  expect(part.now()).toBeNull();
  expect(await Promise.all([part.load(), part.load()])).toEqual([1, 1]);
  expect(await part.load()).toBe(1);
  expect(told).toEqual([1]);
});

test('a part that could not come is asked for anew by the next who needs it', async () => {
  let isConnected = false;
  const part = later(async () => {
    if (!isConnected) throw new Error('no connection');
    return 'here';
  });
  await expect(part.load()).rejects.toThrow('no connection');
  isConnected = true;
  expect(await part.load()).toBe('here');
});
