import { env } from '#lib/env.ts';

/** What a passkey is made for, and the only pages that may use it: the host and the origin of APP_URL. */
export function relyingParty(): { name: string; id: string; origin: string } {
  const { hostname, origin } = new URL(env().APP_URL);
  return { name: 'Intray', id: hostname, origin };
}

/** EdDSA, ES256 and RS256 (COSE), which all devices have one of; Node.js is still trying out those after them. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257];
