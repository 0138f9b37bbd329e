import type { Ledger, LedgerResult } from '#lib/ledger/ledger.ts';

/** A connection's books as lib/connections/open-ledger.ts opens them. */
export type OpenLedger = Ledger & {
  /** Claims a call ahead, which the next that is made then is: who is refused has prepared nothing in vain. */
  reserveCall(): LedgerResult<null>;
  /** Gives back what was claimed ahead and not made. */
  giveBackCall(): Promise<void>;
};
