import { db } from '#lib/db.ts';
import { isBankAccount } from '#lib/domain/account.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { ListSource } from '../browse/list-source.ts';
import { type PaymentAccount, paymentAccounts } from './payment-accounts.ts';

export type PaymentMethodChoices = {
  accounts: PaymentAccount[];
  /** Whose a payment method can be. */
  owners: { id: string; name: string }[];
  /** Bank accounts that no payment method in use goes through. */
  unlinked: number;
};

/** More are not offered; a business has no more (lib/team/owners). */
const MAX_OWNERS = 1_000;

/** What a payment method can be made of. */
export async function paymentMethodChoices(
  { businessId }: BusinessScope,
  source: ListSource | null,
): Promise<PaymentMethodChoices> {
  const [accounts, owners, inUse] = await Promise.all([
    source ? paymentAccounts(db, businessId, source.connectionId) : [],
    db.owner.findMany({
      where: { businessId, archivedAt: null },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MAX_OWNERS,
    }),
    db.paymentMethod.findMany({ where: { businessId, archivedAt: null }, select: { accountId: true } }),
  ]);
  const linked = new Set(inUse.map(({ accountId }) => accountId));
  const unlinked = accounts.filter((account) => isBankAccount(account) && !linked.has(account.id)).length;
  return { accounts, owners, unlinked };
}
