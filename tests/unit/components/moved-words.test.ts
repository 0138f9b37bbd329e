import { expect, test } from 'vitest';
import { changedWords } from '#components/items/move-to-other.ts';

const moved = (hasContact: boolean) => ({ hasContact, before: { accountId: 'power' }, after: { accountId: null } });

test('of what is moved it is said that its supplier is its customer now, where it has one', () => {
  const emptied = 'Emptied, since sales have others: the category.';
  expect(changedWords([moved(true)], 0, 'SALES')).toBe(`Its supplier is its customer now. ${emptied}`);
  expect(changedWords([moved(false)], 0, 'SALES')).toBe(emptied);
});
