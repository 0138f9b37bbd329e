import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import type { Failure } from '#lib/domain/result.ts';

/** Length is what makes a password hard to guess (NIST SP 800-63B); the upper limit keeps hashing cheap. */
export const newPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(256, 'Use at most 256 characters.')
  .refine((text) => new Set(text).size >= 5, 'Use more than a few different characters.');

/** Of zxcvbn's 0 to 4: from here on more than 10^8 guesses are needed, the common ones first. */
const LEAST_SCORE = 3;

/**
 * Whether a guesser who knows the common passwords, and what the password is for, would soon have it. `about` is what
 * the person typed beside it: the e-mail and the names, of which each word counts.
 */
export async function isGuessable(password: string, about: readonly string[]): Promise<boolean> {
  const { estimateStrength } = await import('./password-strength.ts');
  const words = about.flatMap((text) => [text, ...text.split(/[^\p{Letter}\p{Number}]+/u)]).filter(Boolean);
  return estimateStrength(password, words) < LEAST_SCORE;
}

export const guessable: Failure = {
  code: 'inputInvalid',
  message: 'Nothing was saved: look at the marked field.',
  fields: {
    password:
      'Use a password that is harder to guess: this one is common, repeats itself, or is made of your own names.',
  },
};

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
