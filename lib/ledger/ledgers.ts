import type { LedgerAuthority, LedgerName } from './ledger.ts';
import { xeroAuthority } from './xero/authority.ts';

/** The accounting software that can be connected. Another one is one line here, one in open-ledger.ts and one adapter. */
const authorities: Record<LedgerName, { name: string; authority: LedgerAuthority }> = {
  xero: { name: 'Xero', authority: xeroAuthority },
};

export const ledgerNames = Object.keys(authorities) as LedgerName[];

export function isLedgerName(text: string): text is LedgerName {
  return Object.hasOwn(authorities, text);
}

export function authorityOf(ledger: LedgerName): LedgerAuthority {
  return authorities[ledger].authority;
}

/** As its makers write it. */
export function ledgerTitle(ledger: LedgerName): string {
  return authorities[ledger].name;
}
