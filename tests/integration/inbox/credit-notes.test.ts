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

test('ordered by total or tax, credit notes stand where their amounts below zero belong, and a search knows the sign', async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const add = (number: number, type: 'INVOICE' | 'CREDIT_NOTE', total: string | null, taxAmount = total) =>
    db.item.create({ data: { businessId, number, type, currency: 'GBP', total, taxAmount } });
  await add(1, 'INVOICE', '10');
  await add(2, 'CREDIT_NOTE', '60');
  await add(3, 'INVOICE', '1060');
  await add(4, 'CREDIT_NOTE', '1060');
  await add(5, 'INVOICE', null);
  const numbers = async (query: object) =>
    (await listInbox(scope, 'COSTS', inboxQuerySchema.parse(query), { after: null, limit: 10 })).rows.map(
      ({ number }) => number,
    );

  for (const sort of ['total', 'tax']) {
    expect(await numbers({ sort, isDescending: false })).toEqual([4, 2, 1, 3, 5]);
    expect(await numbers({ sort, isDescending: true })).toEqual([3, 1, 2, 4, 5]);
  }
  const order = { sort: 'total', isDescending: false };
  expect(await numbers({ ...order, search: '1,060.00' })).toEqual([4, 3]);
  for (const search of ['1.060,00', '1060,00', '1 060,00', '1’060.00']) {
    expect(await numbers({ ...order, search })).toEqual([4, 3]);
  }
  expect(await numbers({ ...order, search: '-1060.00' })).toEqual([4]);
  expect(await numbers({ ...order, search: '\u22121,060.00' })).toEqual([4]);
});

const shown = ({ number, isCreditNote, total, taxAmount }: InboxRow | ArchiveRow) => [
  number,
  isCreditNote,
  Number(total),
  Number(taxAmount),
];
