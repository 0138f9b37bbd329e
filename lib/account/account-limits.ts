import { networkOf } from './client-address.ts';
import { rateLimit } from './rate-limit.ts';

/**
 * Asking for a link by an e-mail. Each ask makes the link before it worthless, so an e-mail has few; one machine alone
 * does not use them up.
 */
export const resetAskLimit = rateLimit<{ email: string; address: string }>('reset-ask', [
  { name: 'pair', points: 3, minutes: 60, key: ({ email, address }) => `${email} ${networkOf(address)}` },
  { name: 'address', points: 20, minutes: 60, key: ({ address }) => networkOf(address) },
  { name: 'email', points: 10, minutes: 60, key: ({ email }) => email },
]);

/** Coming with the token of a link. Nobody guesses one; each try costs a look into the database. */
export const linkLimit = rateLimit<{ address: string }>('link', [
  { name: 'address', points: 60, minutes: 15, key: ({ address }) => networkOf(address) },
]);

/** Looking at what a link to items shows: its pages are pictures, each asked for by itself. */
export const sharedLimit = rateLimit<{ address: string }>('shared', [
  { name: 'address', points: 400, minutes: 15, key: ({ address }) => networkOf(address) },
]);

/** Typing one's password though signed in: whoever finds an open browser may not guess it there. */
export const passwordLimit = rateLimit<{ userId: string }>('password', [
  { name: 'person', points: 5, minutes: 15, key: ({ userId }) => userId },
]);

/**
 * Ending sessions: each is written to the person. Who has more to end than that ends all others at once. By the session
 * that asks, so that a stranger in the account cannot use up the way to end theirs.
 */
export const sessionEndLimit = rateLimit<{ sessionId: string }>('session-end', [
  { name: 'session', points: 10, minutes: 15, key: ({ sessionId }) => sessionId },
]);

/** Whatever somebody does to their own account in a session: nobody does as much by hand, and what is written has an end. */
export const ownActionLimit = rateLimit<{ sessionId: string }>('own-action', [
  { name: 'session', points: 150, minutes: 15, key: ({ sessionId }) => sessionId },
]);

/** Asking to change the e-mail: each ask writes to an address that somebody typed. */
export const emailChangeLimit = rateLimit<{ userId: string }>('email-change', [
  { name: 'person', points: 5, minutes: 60, key: ({ userId }) => userId },
]);
