import { xeroSettings } from './xero/settings.ts';

/** The settings of every adapter, which lib/env.ts reads with ours. Apart from ledgers.ts, since adapters read them. */
export const ledgerSettings = { ...xeroSettings };
