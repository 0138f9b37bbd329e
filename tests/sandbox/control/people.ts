import { z } from 'zod';
import { CALLS_PER_APP_AND_MINUTE } from '../accounting/api/limits.ts';
import { mayBeRedirect } from '../identity/authorize-request.ts';
import { disconnect } from '../identity/connections.ts';
import { grantAccess } from '../identity/grants.ts';
import type { App, Grant } from '../identity/records.ts';
import { KNOWN_SCOPES } from '../identity/scopes.ts';
import { TIER_NAMES } from '../identity/tiers.ts';
import { endGrant, issueTokenSet } from '../identity/token-endpoint.ts';
import type { Sandbox } from '../sandbox.ts';
import { DEMO_APP } from '../seeds/demo.ts';
import { organisationOf, userOf } from './find.ts';
import { ControlProblem, control } from './reply.ts';

const redirectUri = z
  .string()
  .refine(mayBeRedirect, { error: 'A redirect address begins with https, or with http://localhost.' });

export const appSchema = z.object({
  id: z.string().min(1),
  /** Left out for a mobile or desktop app, which uses PKCE. */
  secret: z.string().min(1).optional(),
  name: z.string().min(1),
  redirectUris: z.array(redirectUri).default([]),
  tier: z.enum(TIER_NAMES).default('core'),
  callsPerMinute: z.number().int().positive().default(CALLS_PER_APP_AND_MINUTE),
  custom: z.object({ organisation: z.string(), email: z.string() }).optional(),
});

/** Registers an app, or changes one. */
export function saveApp(sandbox: Sandbox, { custom, secret, ...app }: z.infer<typeof appSchema>): App {
  if (custom && !secret) throw new ControlProblem(400, 'A custom connection needs a secret.');
  const connection = custom && {
    organisationId: organisationOf(sandbox, custom.organisation).id,
    userId: userOf(sandbox, custom.email).id,
  };
  return sandbox.store.transact(() => sandbox.apps.put({ ...app, secret, custom: connection }));
}

export const registerApp = control(appSchema, saveApp);

/** A consent without a browser: connects the organisations and gives the token set that the app would have got. */
export const issueTokens = control(
  z.object({
    clientId: z.string().default(DEMO_APP.id),
    email: z.string(),
    organisations: z.array(z.string()).default([]),
    scopes: z.array(z.string()).default([...KNOWN_SCOPES]),
  }),
  (sandbox, body) => {
    const app = sandbox.apps.get(body.clientId);
    if (!app) throw new ControlProblem(404, `There is no app ${body.clientId}`);
    const code = grantAccess(sandbox, {
      app,
      user: userOf(sandbox, body.email),
      scopes: body.scopes,
      organisationIds: body.organisations.map((key) => organisationOf(sandbox, key).id),
      redirectUri: '',
      codeChallenge: undefined,
      nonce: undefined,
      sessionId: crypto.randomUUID().replaceAll('-', ''),
      signedInAt: sandbox.clock.now(),
    });
    return issueTokenSet(sandbox, code, undefined);
  },
);

const whichGrants = z.object({ clientId: z.string().optional(), email: z.string().optional() });

/** Access tokens issued until now are refused as expired. */
export const expireAccessTokens = control(whichGrants, (sandbox, which) => {
  const grants = matching(sandbox, which);
  sandbox.store.transact(() => {
    for (const grant of grants) sandbox.grants.put({ ...grant, tokensValidFrom: sandbox.clock.now() + 1 });
  });
  return { grants: grants.length };
});

/** As if the user had revoked the app: tokens and connections end. */
export const revokeGrants = control(whichGrants, (sandbox, which) => {
  const grants = matching(sandbox, which);
  for (const grant of grants) endGrant(sandbox, grant.appId, grant.userId);
  return { grants: grants.length };
});

/** As if the app had been disconnected inside the organisation. */
export const disconnectOrganisation = control(
  z.object({ organisation: z.string(), clientId: z.string().optional() }),
  (sandbox, body) => {
    const organisation = organisationOf(sandbox, body.organisation);
    const connections = sandbox.connections
      .find('organisation', organisation.id)
      .filter((connection) => !body.clientId || connection.appId === body.clientId);
    for (const connection of connections) disconnect(sandbox, connection);
    return { connections: connections.length };
  },
);

function matching(sandbox: Sandbox, which: z.infer<typeof whichGrants>): Grant[] {
  const userId = which.email && userOf(sandbox, which.email).id;
  return sandbox.grants
    .all()
    .filter((grant) => (!which.clientId || grant.appId === which.clientId) && (!userId || grant.userId === userId));
}
