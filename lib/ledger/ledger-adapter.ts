import type { Ledger, LedgerAuthority, LedgerBodies, LedgerCapabilities } from './ledger.ts';
import type { LedgerSession } from './ledger-session.ts';
import type { LedgerWebhooks } from './ledger-webhooks.ts';

/** What an accounting software brings to be connected. */
export type LedgerAdapter = {
  /** As its makers write it: what a person reads. */
  title: string;
  capabilities: LedgerCapabilities;
  authority: LedgerAuthority;
  /** Everything that the consent asks for, a few words each. */
  accessAsked: () => string[];
  /** How it tells of changes by itself; null where it does not. */
  webhooks: LedgerWebhooks | null;
  /** How its bodies are written and read back, which takes no connection: for what is shown before it is sent. */
  bodies: () => Promise<LedgerBodies>;
  /** Loads its client only when it is opened: that is large, and only workers open one. */
  open: (session: LedgerSession) => Promise<Ledger>;
};
