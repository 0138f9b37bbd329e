import type { Tokens } from '#lib/ledger/ledger.ts';
import { decrypt, encrypt } from '#lib/secrets.ts';

/** Tokens at rest: encrypted, and bound to their grant so that they decrypt in no other row. */
export function sealTokens(tokens: Tokens, grantId: string): { accessToken: string; refreshToken: string } {
  return { accessToken: encrypt(tokens.accessToken, grantId), refreshToken: encrypt(tokens.refreshToken, grantId) };
}

/** Null when no key of ENCRYPTION_KEYS opens it: that key was lost, or another one has its name. */
export function openToken(sealed: string, owner: string): string | null {
  try {
    return decrypt(sealed, owner);
  } catch {
    return null;
  }
}
