import type { Ledger, LedgerAuthority, LedgerCapabilities, LedgerName } from './ledger.ts';
import type { LedgerSession } from './ledger-session.ts';
import { xeroAuthority } from './xero/authority.ts';
import { xeroCapabilities } from './xero/capabilities.ts';

type Adapter = {
  /** As its makers write it: what a person reads. */
  title: string;
  capabilities: LedgerCapabilities;
  authority: LedgerAuthority;
  /** Loaded when it is opened: its client is large, and only workers open one. */
  open: (session: LedgerSession) => Promise<Ledger>;
};

/** The accounting software that can be connected. Another one is one line here and one folder beside this file. */
const adapters: Record<LedgerName, Adapter> = {
  xero: {
    title: 'Xero',
    capabilities: xeroCapabilities,
    authority: xeroAuthority,
    open: async (session) => (await import('./xero/xero-ledger.ts')).xeroLedger(session),
  },
};

export const ledgerNames = Object.keys(adapters) as LedgerName[];

export function isLedgerName(text: string): text is LedgerName {
  return Object.hasOwn(adapters, text);
}

export function authorityOf(ledger: LedgerName): LedgerAuthority {
  return adapters[ledger].authority;
}

export function capabilitiesOf(ledger: LedgerName): LedgerCapabilities {
  return adapters[ledger].capabilities;
}

export function ledgerTitle(ledger: LedgerName): string {
  return adapters[ledger].title;
}

/** One organisation's books. Only workers call this, through connections/open-ledger.ts. */
export function openAdapter(ledger: LedgerName, session: LedgerSession): Promise<Ledger> {
  return adapters[ledger].open(session);
}
