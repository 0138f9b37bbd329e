import { AccountingApi } from 'xero-node';

/**
 * A client for one call. Only the accounting calls of xero-node are used: its own OAuth is bound to addresses that
 * cannot be pointed at the sandbox. One client per call, since the instance holds the token.
 */
export function makeAccountingApi(basePath: string, accessToken: string): AccountingApi {
  const api = new AccountingApi(basePath);
  api.accessToken = accessToken;
  return api;
}
