import type { Db } from '#lib/db.ts';
import { BANK_ACCOUNT_TYPE } from '#lib/domain/account.ts';

/** An account of the books that payments go through. */
export type PaymentAccount = {
  id: string;
  code: string | null;
  name: string;
  type: string;
  currencyCode: string | null;
};

/** Bank accounts, and the others that payments may be made from, of those in use: bank accounts first. */
export async function paymentAccounts(db: Db, businessId: string, connectionId: string): Promise<PaymentAccount[]> {
  const accounts = await db.account.findMany({
    where: {
      businessId,
      connectionId,
      isArchived: false,
      OR: [{ type: BANK_ACCOUNT_TYPE }, { enablesPayments: true }],
    },
    select: { id: true, code: true, name: true, type: true, currencyCode: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const rank = ({ type }: PaymentAccount) => Number(type !== BANK_ACCOUNT_TYPE);
  return accounts.sort((one, other) => rank(one) - rank(other));
}
