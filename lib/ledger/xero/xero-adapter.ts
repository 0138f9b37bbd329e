import type { LedgerAdapter } from '../ledger-adapter.ts';
import { xeroAuthority } from './authority.ts';
import { xeroCapabilities } from './capabilities.ts';

export const xeroAdapter: LedgerAdapter = {
  title: 'Xero',
  capabilities: xeroCapabilities,
  authority: xeroAuthority,
  open: async (session) => (await import('./xero-ledger.ts')).xeroLedger(session),
};
