import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type InboxColumnOptions, inboxColumns } from '#components/items/inbox-columns.tsx';
import { ok } from '#lib/domain/result.ts';
import type { InboxRow } from '#lib/inbox/list-inbox.ts';

const row = { id: 'one', number: 1, accountId: 'power', category: 'Power', contactId: null, lineCount: 0 } as InboxRow;

function drawn(accounts: InboxColumnOptions['accounts']): string {
  const columns = inboxColumns({
    workspace: 'COSTS',
    publicationOf: () => null,
    accounts,
    findCategories: async () => ok([]),
    mayEdit: true,
    setCategory: () => {},
    editedId: null,
  });
  return renderToString(columns.find(({ id }) => id === 'category')?.cell(row));
}

test.each([
  ['a short chart', [{ id: 'power', name: 'Power', code: '445', class: 'EXPENSE', isOffered: true }]],
  ['one of hundreds of categories', 'many'],
])('a row’s category comes with the page, whole: %s', (_, accounts) => {
  const html = drawn(accounts as InboxColumnOptions['accounts']);
  expect(html).toContain('role="combobox"');
  expect(html).toContain('value="Power"');
  // What waits for a part of its own is thrown away by any change before that has come, with what was typed into it.
  expect(html).not.toContain('<!--$');
});
