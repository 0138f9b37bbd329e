import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';

test('a condition whose value is missing by mistake is refused, and does not find everything', async () => {
  const businessId = undefined;
  await expect(db.item.count({ where: { businessId } })).rejects.toThrow(/undefined/);
  await expect(db.item.deleteMany({ where: { businessId } })).rejects.toThrow(/undefined/);
  await expect(db.business.updateMany({ where: { id: '' }, data: { name: undefined } })).rejects.toThrow(/undefined/);
});
