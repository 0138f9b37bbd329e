import type { Sandbox } from '../sandbox.ts';
import type { App, AuthorizationCode, User } from './records.ts';

const CODE_MS = 5 * 60 * 1000;

export interface Consent {
  app: App;
  user: User;
  scopes: string[];
  organisationIds: string[];
  redirectUri: string;
  codeChallenge: string | undefined;
  nonce: string | undefined;
  sessionId: string;
  signedInAt: number;
}

/** Where a grant begins to count, so that a new one never takes the access tokens of one that has ended. */
export function aGeneration(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** Records a consent: scopes add up, the chosen organisations become connected. Gives the code that stands for it. */
export function grantAccess(sandbox: Sandbox, consent: Consent): AuthorizationCode {
  const { app, user } = consent;
  const now = sandbox.clock.now();
  const authEventId = crypto.randomUUID();
  const key = `${app.id}:${user.id}`;
  return sandbox.store.transact(() => {
    const before = sandbox.grants.get(key);
    const scopes = [...new Set([...(before?.scopes ?? []), ...consent.scopes])];
    const { generation = aGeneration(), cutOffAt = 0 } = before ?? {};
    sandbox.grants.put({ id: key, appId: app.id, userId: user.id, scopes, generation, cutOffAt });
    for (const organisationId of consent.organisationIds) {
      const existing = sandbox.connections.find('grant', key).find((one) => one.organisationId === organisationId);
      sandbox.connections.put({
        id: existing?.id ?? crypto.randomUUID(),
        appId: app.id,
        userId: user.id,
        organisationId,
        authEventId,
        createdAt: existing?.createdAt ?? now,
        updatedAt: now,
      });
    }
    return sandbox.codes.put({
      id: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
      appId: app.id,
      userId: user.id,
      scopes,
      redirectUri: consent.redirectUri,
      codeChallenge: consent.codeChallenge,
      nonce: consent.nonce,
      authEventId,
      sessionId: consent.sessionId,
      signedInAt: consent.signedInAt,
      expiresAt: now + CODE_MS,
      used: false,
    });
  });
}
