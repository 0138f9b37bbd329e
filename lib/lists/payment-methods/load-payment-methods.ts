import type { Db } from '#lib/db.ts';
import { BANK_ACCOUNT_TYPE } from '#lib/domain/account.ts';
import type { PaymentMethod } from '#lib/domain/lists.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Those of the ids, of a business, as codings are judged by them: `connectionId` is of the books that they are for. */
export async function loadPaymentMethods(
  db: Db,
  businessId: string,
  connectionId: string | null,
  ids: readonly string[],
): Promise<Map<string, PaymentMethod>> {
  if (ids.length === 0) return new Map();
  const methods = await readMethods(db, connectionId, { businessId, id: { in: [...new Set(ids)] } });
  return new Map(methods.map(({ ownerId: _, ...method }) => [method.id, method]));
}

/** The same of any that a condition finds, by name, with whose each is. */
export async function readMethods(
  db: Db,
  connectionId: string | null,
  where: Prisma.PaymentMethodWhereInput,
): Promise<(PaymentMethod & { ownerId: string | null })[]> {
  const methods = await db.paymentMethod.findMany({
    where,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, archivedAt: true, ownerId: true },
      account: {
        select: {
          ...{ connectionId: true, ledgerId: true, type: true, currencyCode: true },
          ...{ enablesPayments: true, isArchived: true },
        },
      },
    },
  });
  return methods.map(({ id, name, archivedAt, ownerId, account }) => ({
    ...{ id, name, ownerId },
    isArchived: archivedAt !== null,
    isBankAccount: account?.type === BANK_ACCOUNT_TYPE,
    enablesPayments: account?.type === BANK_ACCOUNT_TYPE || account?.enablesPayments === true,
    accountLedgerId: account?.ledgerId ?? null,
    currency: account?.currencyCode ?? null,
    trouble: !account
      ? 'noAccount'
      : account.connectionId !== connectionId
        ? 'otherBooks'
        : account.isArchived
          ? 'archivedAccount'
          : null,
  }));
}
