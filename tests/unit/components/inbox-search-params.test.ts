import { expect, test } from 'vitest';
import { listPlace, loadInboxSearchParams, loadListPlace } from '#components/items/list-address.ts';

test.each([
  ['contact', 'contact'],
  ['supplier', 'contact'],
  ['total', 'total'],
  ['nonsense', 'added'],
])('an address with sort=%s orders the inbox by %s, also one that was kept from before', async (sort, by) => {
  expect(await loadInboxSearchParams(new URLSearchParams({ sort }))).toMatchObject({ sort: by });
});

test('an item follows the order of the list that its address names', async () => {
  const where = { flag: 'any', unread: 'yes' };
  const list = {
    from: 'inbox',
    search: '',
    where,
    view: null,
    filter: 'all',
    sort: 'contact',
    isDescending: false,
  } as const;
  const address = listPlace(list);
  expect(address).toContain('sort=contact');
  expect(await loadListPlace(new URLSearchParams(address))).toMatchObject(list);
});
