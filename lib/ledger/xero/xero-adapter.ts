import type { LedgerAdapter } from '../ledger-adapter.ts';
import { accessAsked } from './access-words.ts';
import { xeroAuthority } from './authority.ts';
import { xeroCapabilities } from './capabilities.ts';
import { xeroWebhooks } from './webhooks.ts';

export const xeroAdapter: LedgerAdapter = {
  title: 'Xero',
  capabilities: xeroCapabilities,
  authority: xeroAuthority,
  accessAsked: () => accessAsked(),
  webhooks: xeroWebhooks,
  bodies: async () => (await import('./bodies.ts')).xeroBodies,
  open: async (session) => (await import('./xero-ledger.ts')).xeroLedger(session),
};
