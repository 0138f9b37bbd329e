import { createHash } from 'node:crypto';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, empty, json } from '../server/answer.ts';
import { formOf, type Request } from '../server/request.ts';
import { authenticateClient } from './client-authentication.ts';
import { aGeneration, grantAccess } from './grants.ts';
import type { App, RefreshToken } from './records.ts';
import { BILLING_SCOPE, KNOWN_SCOPES, parseScopes } from './scopes.ts';
import {
  ACCESS_TOKEN_SECONDS,
  REFRESH_GRACE_MS,
  REFRESH_TOKEN_MS,
  signAccessToken,
  signIdToken,
  type TokenSubject,
} from './tokens.ts';

const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** POST /connect/token */
export async function token(sandbox: Sandbox, request: Request): Promise<Answer> {
  const form = formOf(request);
  const app = authenticateClient(sandbox, request, form);
  if (!app) return refuse('invalid_client');
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(sandbox, app, form);
    case 'refresh_token':
      return refresh(sandbox, app, form);
    case 'client_credentials':
      return actAsItself(sandbox, app, form);
    default:
      return refuse('unsupported_grant_type');
  }
}

/** POST /connect/revocation: ends the tokens and every connection of that user with the app. Always 200, RFC 7009. */
export function revoke(sandbox: Sandbox, request: Request): Answer {
  const form = formOf(request);
  const app = authenticateClient(sandbox, request, form);
  if (!app) return refuse('invalid_client');
  const revoked = sandbox.refreshTokens.get(form.get('token') ?? '');
  if (revoked && revoked.appId === app.id) endGrant(sandbox, app.id, revoked.userId);
  return empty(200);
}

/** Ends what a user has allowed an app: refresh tokens, access tokens and connections. */
export function endGrant(sandbox: Sandbox, appId: string, userId: string): void {
  const key = `${appId}:${userId}`;
  sandbox.store.transact(() => {
    revokeRefreshTokens(sandbox, appId, userId);
    for (const connection of sandbox.connections.find('grant', key)) sandbox.connections.delete(connection.id);
    sandbox.grants.delete(key);
  });
}

/** Ends the refresh tokens only; access tokens live on to their end. Needs an open transaction. */
export function revokeRefreshTokens(sandbox: Sandbox, appId: string, userId: string): void {
  for (const live of sandbox.refreshTokens.find('grant', `${appId}:${userId}`)) sandbox.refreshTokens.delete(live.id);
}

async function exchangeCode(sandbox: Sandbox, app: App, form: URLSearchParams): Promise<Answer> {
  const code = sandbox.codes.get(form.get('code') ?? '');
  if (!code || code.used || code.appId !== app.id) return refuse('invalid_grant');
  // Spent by the first attempt, right or wrong.
  sandbox.store.transact(() => sandbox.codes.put({ ...code, used: true }));
  const isGood =
    code.expiresAt > sandbox.clock.now() &&
    code.redirectUri === form.get('redirect_uri') &&
    isVerified(code.codeChallenge, form.get('code_verifier'));
  if (!isGood) return refuse('invalid_grant');
  return issue(sandbox, code, code.nonce);
}

async function refresh(sandbox: Sandbox, app: App, form: URLSearchParams): Promise<Answer> {
  const now = sandbox.clock.now();
  const old = sandbox.refreshTokens.get(form.get('refresh_token') ?? '');
  if (!old || old.appId !== app.id || old.expiresAt <= now) return refuse('invalid_grant');
  if (old.rotatedAt !== undefined && now >= old.rotatedAt + REFRESH_GRACE_MS) return refuse('invalid_grant');
  if (old.rotatedAt === undefined) {
    sandbox.store.transact(() => sandbox.refreshTokens.put({ ...old, rotatedAt: now }));
  }
  return issue(sandbox, old, undefined);
}

/** Client credentials. There is no refresh token. A custom connection gets scopes of the API, others that of billing. */
async function actAsItself(sandbox: Sandbox, app: App, form: URLSearchParams): Promise<Answer> {
  const scopes = parseScopes(form.get('scope') ?? '');
  if (app.secret && scopes.join() === BILLING_SCOPE) return issue(sandbox, withoutPerson(sandbox, app), undefined);
  const isAllowed = scopes.every((scope) => KNOWN_SCOPES.includes(scope) && !PERSONAL_SCOPES.includes(scope));
  if (!app.custom || !isAllowed) {
    const error_description = 'Client credentials scope validation failed';
    return json({ error: 'invalid_scope', error_description }, 400, NO_STORE);
  }
  const subject = grantAccess(sandbox, {
    app,
    user: sandbox.users.require(app.custom.userId),
    scopes,
    organisationIds: [app.custom.organisationId],
    redirectUri: '',
    codeChallenge: undefined,
    nonce: undefined,
    sessionId: crypto.randomUUID().replaceAll('-', ''),
    signedInAt: Date.now(),
  });
  sandbox.store.transact(() => sandbox.codes.delete(subject.id));
  return issue(sandbox, subject, undefined);
}

/** An app in its own name: it belongs to no organisation and reads no books. */
function withoutPerson(sandbox: Sandbox, app: App): TokenSubject {
  const scopes = [BILLING_SCOPE];
  const grant = { id: `${app.id}:`, appId: app.id, userId: '', scopes, generation: aGeneration(), cutOffAt: 0 };
  if (!sandbox.grants.get(grant.id)) sandbox.store.transact(() => sandbox.grants.put(grant));
  const sessionId = crypto.randomUUID().replaceAll('-', '');
  return { appId: app.id, userId: '', scopes, authEventId: crypto.randomUUID(), sessionId, signedInAt: Date.now() };
}

const PERSONAL_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

async function issue(sandbox: Sandbox, subject: TokenSubject, nonce: string | undefined): Promise<Answer> {
  return json(await issueTokenSet(sandbox, subject, nonce), 200, NO_STORE);
}

/** A new token set, as /connect/token answers it. */
export async function issueTokenSet(sandbox: Sandbox, subject: TokenSubject, nonce: string | undefined) {
  const accessToken = await signAccessToken(sandbox, subject);
  const idToken = subject.scopes.includes('openid')
    ? await signIdToken(sandbox, subject, sandbox.users.require(subject.userId), accessToken, nonce)
    : undefined;
  return {
    ...(idToken && { id_token: idToken }),
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'Bearer',
    ...(subject.scopes.includes('offline_access') && { refresh_token: newRefreshToken(sandbox, subject).id }),
    scope: subject.scopes.join(' '),
  };
}

function newRefreshToken(sandbox: Sandbox, subject: TokenSubject): RefreshToken {
  const { appId, userId, scopes, authEventId, sessionId, signedInAt } = subject;
  return sandbox.store.transact(() =>
    sandbox.refreshTokens.put({
      id: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
      appId,
      userId,
      scopes,
      authEventId,
      sessionId,
      signedInAt,
      expiresAt: sandbox.clock.now() + REFRESH_TOKEN_MS,
      rotatedAt: undefined,
    }),
  );
}

/** A verifier without a challenge is refused too (OAuth 2.1, 4.1.3): else an attacker who strips the challenge is not noticed. */
function isVerified(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return !verifier;
  return verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge;
}

function refuse(error: string): Answer {
  return json({ error }, 400, NO_STORE);
}
