import type { Account, AccountClass } from './lists.ts';
import type { Workspace } from './paths.ts';

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

/** The classes of accounts, those first that items of a workspace are mostly coded to. */
export const classesIn: Record<Workspace, readonly [AccountClass, ...AccountClass[]]> = {
  COSTS: ['EXPENSE', 'ASSET', 'LIABILITY', 'EQUITY', 'REVENUE'],
  SALES: ['REVENUE', 'LIABILITY', 'ASSET', 'EQUITY', 'EXPENSE'],
};
