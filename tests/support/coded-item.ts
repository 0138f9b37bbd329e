import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Books } from './books.ts';

/** A bill of 120.00 including 20.00 tax that is ready, unless `values` say otherwise, straight in the database. */
export async function aCodedItem(
  { businessId }: PersonScope,
  books: Books,
  values: Partial<Prisma.ItemUncheckedCreateInput> = {},
) {
  const { lastItemNumber: number } = await db.business.update({
    where: { id: businessId },
    data: { lastItemNumber: { increment: 1 } },
  });
  const item = await db.item.create({
    data: {
      ...{ businessId, number, contactId: books.acme, issuedOn: new Date('2026-11-02') },
      ...{ dueOn: new Date('2026-12-02'), accountId: books.power, taxRateId: books.vat20, currency: 'GBP' },
      ...{ total: '120.00', taxAmount: '20.00', ...values },
    },
  });
  await db.$transaction((transaction) => storeStatus(transaction, businessId, [item.id]));
  return item;
}
