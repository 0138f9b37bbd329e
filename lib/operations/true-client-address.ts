import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { clientAddress, isWayIgnored } from '#lib/account/client-address.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';

/**
 * Leaves in X-Forwarded-For, before anything of ours reads it, the one address that can be believed. Behind this
 * nobody knows any more whom the connection came from. The first time that the header is ignored, the log says so:
 * a proxy that is not named would make all people one, whose tries at signing in are limited together.
 */
export function keepTrueClientAddress(): void {
  let isTold = false;
  subscribe('http.server.request.start', (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const forwardedFor = [headers['x-forwarded-for'] ?? []].flat().join();
    const { TRUSTED_PROXIES } = env();
    if (!isTold && isWayIgnored(socket.remoteAddress, forwardedFor, TRUSTED_PROXIES)) {
      isTold = true;
      log.warn(
        { address: socket.remoteAddress },
        'X-Forwarded-For is ignored: if this is a proxy, name it in TRUSTED_PROXIES',
      );
    }
    headers['x-forwarded-for'] = clientAddress(socket.remoteAddress, forwardedFor, TRUSTED_PROXIES);
  });
}
