import { networkOf } from '../client-address.ts';
import { rateLimit } from '../rate-limit.ts';

/**
 * Three of a million codes are right at any time, and whoever may try them knows the password. So all machines together
 * have far fewer tries than at a password: a guesser would need years. One machine alone has half of them in a day, so
 * that it does not keep the owner out.
 */
export const codeLimit = rateLimit<{ userId: string; address: string }>('code', [
  { name: 'pair', points: 5, minutes: 15, key: ({ userId, address }) => `${userId} ${networkOf(address)}` },
  { name: 'day', points: 10, minutes: 24 * 60, key: ({ userId, address }) => `${userId} ${networkOf(address)}` },
  { name: 'person', points: 20, minutes: 24 * 60, key: ({ userId }) => userId },
]);
