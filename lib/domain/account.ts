import type { Account } from './lists.ts';

/** `404 Light, Power, Heating`, or only the name of an account without a code. */
export function accountLabel(account: Pick<Account, 'code' | 'name'>): string {
  return account.code ? `${account.code} ${account.name}` : account.name;
}

/** The type that the books give to bank accounts and credit cards. */
export const BANK_ACCOUNT_TYPE = 'BANK';

export function isBankAccount({ type }: Pick<Account, 'type'>): boolean {
  return type === BANK_ACCOUNT_TYPE;
}

/** Whether documents can be coded to the account: active, no bank account, and not kept by the ledger itself. */
export function isCodable(account: Account): boolean {
  return !account.isArchived && !isBankAccount(account) && !account.systemAccount;
}
