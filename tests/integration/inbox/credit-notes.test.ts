import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { archiveQuerySchema, inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { type ArchiveRow, listArchive } from '#lib/inbox/list-archive.ts';
import { type InboxRow, listInbox } from '#lib/inbox/list-inbox.ts';
import { aBusiness } from '#tests/support/connect.ts';

test('a credit note is below zero and marked in the inbox and in the archive, with its tax', async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const values = { businessId, type: 'CREDIT_NOTE', currency: 'GBP', total: '60', taxAmount: '10' } as const;
  await db.item.create({ data: { ...values, number: 1 } });
  await db.item.create({
    data: {
      ...values,
      number: 2,
      place: 'ARCHIVE',
      lines: {
        create: [
          { businessId, position: 0, total: '50', taxAmount: '7.5' },
          { businessId, position: 1, total: '10', taxAmount: '1' },
        ],
      },
    },
  });
  await db.item.create({ data: { ...values, type: 'INVOICE', number: 3 } });
  const page = { after: null, limit: 10 };

  expect((await listInbox(scope, 'COSTS', inboxQuerySchema.parse({}), page)).rows.map(shown)).toEqual([
    [3, false, 60, 10],
    [1, true, -60, -10],
  ]);
  expect((await listArchive(scope, 'COSTS', archiveQuerySchema.parse({}), page)).rows.map(shown)).toEqual([
    [2, true, -60, -8.5],
  ]);
});

const shown = ({ number, isCreditNote, total, taxAmount }: InboxRow | ArchiveRow) => [
  number,
  isCreditNote,
  Number(total),
  Number(taxAmount),
];
