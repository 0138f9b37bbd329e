import { env } from '#lib/env.ts';
import type { LedgerName } from '#lib/ledger/ledgers.ts';
import { decrypt, encrypt } from '#lib/secrets.ts';
import { STATE_LIFE_MS } from './begin-connecting.ts';

/** Browsers keep no cookie of more than 4,096 bytes, and a ledger's answer is far shorter. */
const MAX_LENGTH = 2_000;

const owner = (ledger: LedgerName) => `return:${ledger}`;

/**
 * Holds what the ledger sent back with somebody whose session has ended, until they have signed in again: its code and
 * state belong in no address, log or referrer. Only the callback sees it.
 */
export function returnCookie(ledger: LedgerName) {
  return {
    name: `returning-${ledger}`,
    options: {
      httpOnly: true,
      sameSite: 'lax',
      secure: env().APP_URL.startsWith('https:'),
      path: '/api/connections',
      maxAge: STATE_LIFE_MS / 1_000,
    },
  } as const;
}

/** The cookie's value; null for what no ledger sends. */
export function sealReturn(ledger: LedgerName, query: URLSearchParams): string | null {
  const text = query.toString();
  return text.length <= MAX_LENGTH ? encrypt(text, owner(ledger)) : null;
}

/** What `sealReturn` sealed; empty for anything else. */
export function openReturn(ledger: LedgerName, sealed: string | undefined): URLSearchParams {
  try {
    return new URLSearchParams(sealed ? decrypt(sealed, owner(ledger)) : '');
  } catch {
    return new URLSearchParams();
  }
}
