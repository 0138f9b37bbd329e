import { networkOf } from './client-address.ts';
import { rateLimit } from './rate-limit.ts';

type Attempt = { email: string; address: string };

/**
 * What one guesser, one machine, and many machines together may try. The last limit also holds where the address
 * can't be trusted; it is wide, since it keeps the owner out as well.
 */
export const signInLimit = rateLimit<Attempt>('sign-in', [
  { name: 'pair', points: 5, minutes: 15, key: ({ email, address }) => `${email} ${networkOf(address)}` },
  { name: 'address', points: 50, minutes: 15, key: ({ address }) => networkOf(address) },
  { name: 'email', points: 100, minutes: 60, key: ({ email }) => email },
]);
