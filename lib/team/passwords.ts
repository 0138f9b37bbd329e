import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';

/** Length is what makes a password hard to guess (NIST SP 800-63B); the upper limit keeps hashing cheap. */
export const newPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(256, 'Use at most 256 characters.')
  .refine((text) => new Set(text).size >= 5, 'Use more than a few different characters.');

/** Argon2id with the library's defaults, which follow OWASP's (19 MiB, 2 passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let decoy: Promise<string> | undefined;

/** False for a wrong password, and, after the same work, when there is no hash because the e-mail is unknown. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hash('no user has this password');
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== null;
}
