import { createHash } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Sandbox } from '../sandbox.ts';
import type { RefreshToken, User } from './records.ts';

export const ACCESS_TOKEN_SECONDS = 30 * 60;
const ID_TOKEN_SECONDS = 5 * 60;
export const REFRESH_TOKEN_MS = 60 * 24 * 60 * 60 * 1000;
const MOST_VERIFIED_TOKENS = 5000;
export const REFRESH_GRACE_MS = 30 * 60 * 1000;

/** What an access token was issued for. */
export type TokenSubject = Pick<
  RefreshToken,
  'appId' | 'userId' | 'scopes' | 'authEventId' | 'sessionId' | 'signedInAt'
>;

export interface AccessClaims {
  appId: string;
  userId: string;
  scopes: string[];
  generation: number;
  expiresAt: number;
}

/** A signed access token with Xero's claims, timed by the sandbox's clock. */
export function signAccessToken(sandbox: Sandbox, subject: TokenSubject): Promise<string> {
  const now = seconds(sandbox.clock.now());
  return new SignJWT({
    ...personClaims(subject),
    client_id: subject.appId,
    authentication_event_id: subject.authEventId,
    scope: subject.scopes,
    amr: ['pwd'],
    generation: sandbox.grants.get(`${subject.appId}:${subject.userId}`)?.generation,
  })
    .setProtectedHeader({ alg: 'RS256', kid: sandbox.keys.keyId, typ: 'JWT' })
    .setIssuer(sandbox.issuer)
    .setAudience(`${sandbox.issuer}/resources`)
    .setNotBefore(now)
    .setIssuedAt(now)
    .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
    .setJti(crypto.randomUUID().replaceAll('-', ''))
    .sign(sandbox.keys.privateKey);
}

/**
 * A signed id token. Its times are the machine's and not the sandbox clock's: the client checks them
 * against its own clock, which tests do not move.
 */
export function signIdToken(
  sandbox: Sandbox,
  subject: TokenSubject,
  user: User,
  accessToken: string,
  nonce: string | undefined,
): Promise<string> {
  const now = seconds(Date.now());
  const accessHash = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
  return new SignJWT({
    ...personClaims(subject),
    at_hash: accessHash,
    preferred_username: user.email,
    email: user.email,
    given_name: user.givenName,
    family_name: user.familyName,
    name: `${user.givenName} ${user.familyName}`,
    amr: ['pwd'],
    ...(nonce && { nonce }),
  })
    .setProtectedHeader({ alg: 'RS256', kid: sandbox.keys.keyId, typ: 'JWT' })
    .setIssuer(sandbox.issuer)
    .setAudience(subject.appId)
    .setNotBefore(now)
    .setIssuedAt(now)
    .setExpirationTime(now + ID_TOKEN_SECONDS)
    .sign(sandbox.keys.privateKey);
}

export type Verification = { claims: AccessClaims } | { failure: 'expired'; at: number } | { failure: 'invalid' };

/** Checks an access token's signature, issuer, age and that its grant was not cut off since. */
export async function verifyAccessToken(sandbox: Sandbox, token: string): Promise<Verification> {
  const claims = sandbox.verifiedTokens.get(token) ?? (await readClaims(sandbox, token));
  if (!claims) return { failure: 'invalid' };
  if (sandbox.verifiedTokens.size >= MOST_VERIFIED_TOKENS) sandbox.verifiedTokens.clear();
  sandbox.verifiedTokens.set(token, claims);
  if (claims.expiresAt <= sandbox.clock.now()) return { failure: 'expired', at: claims.expiresAt };
  const grant = sandbox.grants.get(`${claims.appId}:${claims.userId}`);
  if (!grant) return { failure: 'invalid' };
  if (claims.generation !== grant.generation) return { failure: 'expired', at: grant.cutOffAt };
  return { claims };
}

async function readClaims(sandbox: Sandbox, token: string): Promise<AccessClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, sandbox.keys.publicKey, {
      issuer: sandbox.issuer,
      audience: `${sandbox.issuer}/resources`,
      // The age is judged by the caller, on every call and not only on the first.
      currentDate: new Date(0),
      clockTolerance: Number.MAX_SAFE_INTEGER,
    });
    return {
      appId: String(payload.client_id),
      userId: String(payload.xero_userid),
      scopes: payload.scope as string[],
      generation: Number(payload.generation),
      expiresAt: Number(payload.exp) * 1000,
    };
  } catch {
    return undefined;
  }
}

/** What tokens and userinfo call a person; a client compares the two. */
export function subjectIdOf(userId: string): string {
  return createHash('md5').update(userId).digest('hex');
}

function personClaims(subject: TokenSubject) {
  return {
    sub: subjectIdOf(subject.userId),
    xero_userid: subject.userId,
    global_session_id: subject.sessionId,
    sid: subject.sessionId,
    auth_time: seconds(subject.signedInAt),
    idp: 'local',
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
