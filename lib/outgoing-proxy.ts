import { setGlobalProxyFromEnv } from 'node:http';

export type ProxySettings = {
  HTTP_PROXY?: string | undefined;
  HTTPS_PROXY?: string | undefined;
  NO_PROXY?: string | undefined;
};

/** This machine is never asked for by way of another. */
const loopback = ['localhost', '*.localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * Sends what this process asks of others by way of the proxies named, whichever client asks: `fetch`, and axios under
 * the ledger's SDK, which follows Node.js once Node.js follows a proxy. Loopback addresses and those of NO_PROXY are asked directly.
 */
export function setOutgoingProxy({ HTTP_PROXY, HTTPS_PROXY, NO_PROXY }: ProxySettings): void {
  if (!HTTP_PROXY && !HTTPS_PROXY) return;
  const direct = [...(NO_PROXY ? NO_PROXY.split(',') : []), ...loopback].map((host) => host.trim()).join(',');
  const variables = { http_proxy: HTTP_PROXY, https_proxy: HTTPS_PROXY, no_proxy: direct };
  setGlobalProxyFromEnv(variables as unknown as NodeJS.ProcessEnv);
}
