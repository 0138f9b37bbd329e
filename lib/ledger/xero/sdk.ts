import { AccountingApi } from 'xero-node';

/**
 * A client for one call. Only the accounting calls of xero-node are used: its own OAuth is bound to addresses that
 * cannot be pointed at the sandbox. One client per call, since the instance holds the token. The signal ends the call's
 * connection: xero-node has no such argument, and hands the request's settings to whoever authenticates it.
 */
export function makeAccountingApi(basePath: string, accessToken: string, signal: AbortSignal): AccountingApi {
  const api = new AccountingApi(basePath);
  api.accessToken = accessToken;
  api.setDefaultAuthentication({
    applyToRequest: (request) => {
      request.signal = signal;
    },
  });
  return api;
}
