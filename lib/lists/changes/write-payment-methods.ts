import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import { accountLabel } from '#lib/domain/account.ts';
import type { PaymentMethodValues } from '#lib/domain/payment-method.ts';

const storedValues = z.object({
  name: z.string(),
  cardLast4: z.string().nullable(),
  accountId: z.uuid().nullable(),
  ownerId: z.uuid().nullable(),
  isArchived: z.boolean(),
});

/** What one change did to a payment method; `before` is null for one that it made. */
export const changedPaymentMethod = z.object({ id: z.uuid(), before: storedValues.nullable(), after: storedValues });
export type ChangedPaymentMethod = z.infer<typeof changedPaymentMethod>;

export type StoredPaymentMethod = {
  id: string;
  values: PaymentMethodValues;
  /** Code and name of its account, and whose it is, as pages show them. */
  account: string | null;
  owner: string | null;
};

/** All of a business, the archived too, held until the transaction ends: two changes never cross. */
export async function holdPaymentMethods(transaction: Db, businessId: string): Promise<StoredPaymentMethod[]> {
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`payment methods ${businessId}`}, 0))::text`;
  return readPaymentMethods(transaction, businessId);
}

export async function readPaymentMethods(db: Db, businessId: string): Promise<StoredPaymentMethod[]> {
  const rows = await db.paymentMethod.findMany({
    where: { businessId },
    orderBy: { createdAt: 'asc' },
    include: { account: { select: { code: true, name: true } }, owner: { select: { name: true } } },
  });
  return rows.map(({ id, name, cardLast4, accountId, ownerId, archivedAt, account, owner }) => ({
    id,
    values: { name, cardLast4, accountId, ownerId, isArchived: archivedAt !== null },
    account: account && accountLabel(account),
    owner: owner?.name ?? null,
  }));
}

/** Makes those without an id, and changes the others; tells what each was. Those that are archived go first, and free their names. */
export async function writePaymentMethods(
  transaction: Db,
  businessId: string,
  stored: readonly StoredPaymentMethod[],
  wanted: readonly { id: string | null; values: PaymentMethodValues }[],
): Promise<ChangedPaymentMethod[]> {
  const changed: ChangedPaymentMethod[] = [];
  const inOrder = [...wanted].sort((one, other) => Number(other.values.isArchived) - Number(one.values.isArchived));
  for (const { id, values } of inOrder) {
    const { isArchived, ...columns } = values;
    const before = stored.find((method) => method.id === id)?.values ?? null;
    if (id !== null && before) {
      const archivedAt = isArchived ? (before.isArchived ? undefined : new Date()) : null;
      await transaction.paymentMethod.update({
        where: { id, businessId },
        data: { ...columns, ...(archivedAt !== undefined && { archivedAt }) },
      });
      changed.push({ id, before, after: values });
    } else {
      const made = { id: randomUUID(), businessId, ...columns, archivedAt: isArchived ? new Date() : null };
      await transaction.paymentMethod.create({ data: made });
      changed.push({ id: made.id, before: null, after: values });
    }
  }
  return changed;
}
