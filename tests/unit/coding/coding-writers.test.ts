import { expect, test } from 'vitest';
import { codingWrites, otherSources } from '#tests/support/coding-writers.ts';

test('the coding of an item is written in lib/coding and nowhere else, so that no change escapes its history', () => {
  const writers = otherSources().map(({ file, source }) => ({ file, writes: codingWrites(source) }));
  expect(writers.length).toBeGreaterThan(100);
  expect(writers.filter(({ writes }) => writes.length > 0)).toEqual([]);
});

test.each([
  ['transaction.item.update({ where: { id }, data: { contactId: null } })', ['contactId']],
  ['db.item.updateMany({ where, data: { ...changes } })', ['...changes']],
  ['db.lineItem.create({ data: { itemId } })', ['.lineItem.create']],
  ['db.$executeRaw`UPDATE "Item" SET "total" = 1`', ['UPDATE "Item"']],
  ["db.item.update({ where: { id }, data: { place: 'ARCHIVE', refusal } })", []],
  ['db.item.create({ data: { number, ...newItem({ currency }) } })', []],
])('in %j it finds %j', (source, writes) => {
  expect(codingWrites(source)).toEqual(writes);
});
