import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { Ledger, LedgerAuthority, LedgerBodies, LedgerCapabilities } from './ledger.ts';
import type { LedgerAdapter } from './ledger-adapter.ts';
import type { LedgerSession } from './ledger-session.ts';
import type { LedgerWebhooks } from './ledger-webhooks.ts';
import { xeroAdapter } from './xero/xero-adapter.ts';

/**
 * The accounting software that can be connected. Another one is one line here, its settings in ledger-settings.ts and
 * one folder beside this file.
 */
const adapters = { xero: xeroAdapter } satisfies Record<string, LedgerAdapter>;

/** An accounting software's short name, as stored and as in addresses. */
export type LedgerName = keyof typeof adapters;

export const ledgerNames = Object.keys(adapters) as [LedgerName, ...LedgerName[]];

export function isLedgerName(text: string): text is LedgerName {
  return Object.hasOwn(adapters, text);
}

/** The ledger that a row names. Throws on one that this version does not know: nothing can be read or written there. */
export function storedLedger({ ledger }: { ledger: string }): LedgerName {
  if (!isLedgerName(ledger)) throw new RangeError(`This version knows no accounting software called ${ledger}`);
  return ledger;
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

/** Everything that the consent there asks for, a few words each. */
export function accessAskedBy(ledger: LedgerName): string[] {
  return adapters[ledger].accessAsked();
}

/** How a ledger tells of changes by itself; null where it does not. */
export function webhooksOf(ledger: LedgerName): LedgerWebhooks | null {
  return adapters[ledger].webhooks;
}

/** How a ledger's bodies are written and read back. Loads what it takes when it is first asked for. */
export function bodiesOf(ledger: LedgerName): Promise<LedgerBodies> {
  return adapters[ledger].bodies();
}

/** One organisation's books. Only workers call this, through connections/open-ledger.ts. */
export function openAdapter(ledger: LedgerName, session: LedgerSession): Promise<Ledger> {
  return adapters[ledger].open(session);
}
