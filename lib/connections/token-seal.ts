import type { Tokens } from '#lib/ledger/ledger.ts';
import { decrypt, encrypt } from '#lib/secrets.ts';

/** Tokens at rest: encrypted, and bound to their grant so that they decrypt in no other row. */
export function sealTokens(tokens: Tokens, grantId: string): { accessToken: string; refreshToken: string } {
  return { accessToken: encrypt(tokens.accessToken, grantId), refreshToken: encrypt(tokens.refreshToken, grantId) };
}

export function openToken(sealed: string, grantId: string): string {
  return decrypt(sealed, grantId);
}
