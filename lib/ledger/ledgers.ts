import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { Ledger, LedgerAuthority, LedgerCapabilities } from './ledger.ts';
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

/**
 * The accounting software that can be connected. Another one is an entry here, its settings in ledger-settings.ts and one
 * folder beside this file.
 */
const adapters = {
  xero: {
    title: 'Xero',
    capabilities: xeroCapabilities,
    authority: xeroAuthority,
    open: async (session) => (await import('./xero/xero-ledger.ts')).xeroLedger(session),
  },
} satisfies Record<string, Adapter>;

/** An accounting software's short name, as stored and as in addresses. */
export type LedgerName = keyof typeof adapters;

export const ledgerNames = Object.keys(adapters) as [LedgerName, ...LedgerName[]];

export function isLedgerName(text: string): text is LedgerName {
  return Object.hasOwn(adapters, text);
}

export function authorityOf(ledger: LedgerName): LedgerAuthority {
  return adapters[ledger].authority;
}

export function capabilitiesOf(ledger: LedgerName): LedgerCapabilities {
  return adapters[ledger].capabilities;
}

/** What a ledger takes of a document; while nothing is connected (null), what the first of them takes. */
export function rulesOf(ledger: LedgerName | null): LedgerRules {
  return capabilitiesOf(ledger ?? ledgerNames[0]).rules;
}

export function ledgerTitle(ledger: LedgerName): string {
  return adapters[ledger].title;
}

/** One organisation's books. Only workers call this, through connections/open-ledger.ts. */
export function openAdapter(ledger: LedgerName, session: LedgerSession): Promise<Ledger> {
  return adapters[ledger].open(session);
}
