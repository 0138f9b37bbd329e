import type { Sandbox } from '../sandbox.ts';
import type { App } from './records.ts';
import { KNOWN_SCOPES, parseScopes } from './scopes.ts';

/** A checked request of an app to be let in. */
export interface AuthorizeRequest {
  app: App;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
  nonce: string | undefined;
  codeChallenge: string | undefined;
  /** `acr_values=bulk_connect:false`: one organisation per consent. */
  isSingleOrganisation: boolean;
}

/** An error in Xero's words, and what the sandbox adds to them. */
export type Checked = { request: AuthorizeRequest } | { error: string; hint?: string };

/** Checks what an app asks. An error is for a page of the identity service: nothing in the request can be trusted. */
export function checkAuthorizeRequest(sandbox: Sandbox, query: URLSearchParams): Checked {
  const app = sandbox.apps.get(query.get('client_id') ?? '');
  if (!app) return { error: 'unauthorized_client: Unknown client or client not enabled' };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isRedirectAllowed(app, redirectUri)) return { error: 'invalid_request: Invalid redirect_uri' };
  if (query.get('response_type') !== 'code') return { error: 'unsupported_response_type' };
  const scopes = parseScopes(query.get('scope') ?? '');
  const unknown = scopes.filter((scope) => !KNOWN_SCOPES.includes(scope));
  if (scopes.length === 0 || unknown.length > 0) {
    const hint = unknown.length > 0 ? `Not a scope of new apps: ${unknown.join(', ')}.` : 'No scope was asked for.';
    return { error: 'unauthorized_client: Invalid scope for client', hint };
  }
  const codeChallenge = query.get('code_challenge') ?? undefined;
  if (app.secret === undefined && codeChallenge === undefined)
    return { error: 'invalid_request: code challenge required' };
  if (codeChallenge !== undefined && query.get('code_challenge_method') !== 'S256') {
    return { error: 'invalid_request: Transform algorithm not supported' };
  }
  return {
    request: {
      app,
      redirectUri,
      scopes,
      state: query.get('state') ?? undefined,
      nonce: query.get('nonce') ?? undefined,
      codeChallenge,
      isSingleOrganisation: query.get('acr_values') === 'bulk_connect:false',
    },
  };
}

/** Exactly those that the app has registered; an app without any may use every address on this computer. */
function isRedirectAllowed(app: App, address: string): boolean {
  if (app.redirectUris.length > 0) return app.redirectUris.includes(address);
  return mayBeRedirect(address) && URL.parse(address)?.hostname === 'localhost';
}

/** What may be registered: https anywhere, and http on the name localhost (not 127.0.0.1) only. */
export function mayBeRedirect(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');
}
