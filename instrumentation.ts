import { env } from '#lib/env.ts';
import { stopInOrder } from '#lib/operations/stop-web.ts';
import { keepTrueClientAddress } from '#lib/operations/true-client-address.ts';

/** Next.js runs this once, before the first request: a wrong setting stops the web process at boot. */
export function register(): void {
  env();
  keepTrueClientAddress();
  stopInOrder();
}
