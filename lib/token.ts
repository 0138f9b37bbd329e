import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Of a link, as it came from outside: whether it is a token is found out by looking for it. */
export const linkToken = z.string().max(200);

/** 256 bits from the system's source of randomness, as it fits into an address or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * How tokens are stored: who reads the table can use nobody’s. No salt and no slow hash are needed, since
 * nobody guesses 256 bits.
 */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
