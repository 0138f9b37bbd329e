import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { clientAddress } from '#lib/account/client-address.ts';
import { env } from '#lib/env.ts';

/**
 * Leaves in X-Forwarded-For, before anything of ours reads it, the one address that can be believed. Behind this
 * nobody knows any more whom the connection came from.
 */
export function keepTrueClientAddress(): void {
  subscribe('http.server.request.start', (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const forwardedFor = [headers['x-forwarded-for'] ?? []].flat().join();
    headers['x-forwarded-for'] = clientAddress(socket.remoteAddress, forwardedFor, env().TRUSTED_PROXIES);
  });
}
