import { z } from 'zod';
import { disconnect } from '../identity/connections.ts';
import { grantAccess } from '../identity/grants.ts';
import type { Grant } from '../identity/records.ts';
import { KNOWN_SCOPES } from '../identity/scopes.ts';
import { endGrant, issueTokenSet } from '../identity/token-endpoint.ts';
import type { Sandbox } from '../sandbox.ts';
import { DEMO_APP } from '../seeds/demo.ts';
import { appOf, organisationOf, userOf } from './find.ts';
import { ControlProblem, control } from './reply.ts';

const SCOPE = z.string().refine((scope) => KNOWN_SCOPES.includes(scope), { error: 'Xero has no such scope.' });

/** A consent without a browser: connects the organisations and gives the token set that the app would have got. */
export const issueTokens = control(
  z
    .object({
      clientId: z.string().default(DEMO_APP.id),
      email: z.string(),
      organisations: z.array(z.string()).default([]),
      scopes: z.array(SCOPE).default([...KNOWN_SCOPES]),
    })
    .strict(),
  (sandbox, body) => {
    const user = userOf(sandbox, body.email);
    const organisations = body.organisations.map((key) => organisationOf(sandbox, key));
    const stranger = organisations.find(({ members }) => !members.some((member) => member.userId === user.id));
    if (stranger) throw new ControlProblem(400, `${body.email} does not belong to ${stranger.name}.`);
    const code = grantAccess(sandbox, {
      app: appOf(sandbox, body.clientId),
      user,
      scopes: body.scopes,
      organisationIds: organisations.map(({ id }) => id),
      redirectUri: '',
      codeChallenge: undefined,
      nonce: undefined,
      sessionId: crypto.randomUUID().replaceAll('-', ''),
      signedInAt: Date.now(),
    });
    return issueTokenSet(sandbox, code, undefined);
  },
);

const whichGrants = z.object({ clientId: z.string().optional(), email: z.string().optional() }).strict();

/** Access tokens issued until now are refused as expired. */
export const expireAccessTokens = control(whichGrants, (sandbox, which) => {
  const grants = matching(sandbox, which);
  sandbox.store.transact(() => {
    const cutOffAt = sandbox.clock.now();
    for (const grant of grants) sandbox.grants.put({ ...grant, generation: grant.generation + 1, cutOffAt });
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
  z.object({ organisation: z.string(), clientId: z.string().optional() }).strict(),
  (sandbox, body) => {
    const organisation = organisationOf(sandbox, body.organisation);
    const appId = knownAppId(sandbox, body.clientId);
    const connections = sandbox.connections
      .find('organisation', organisation.id)
      .filter((connection) => appId === undefined || connection.appId === appId);
    for (const connection of connections) disconnect(sandbox, connection);
    return { connections: connections.length };
  },
);

function matching(sandbox: Sandbox, which: z.infer<typeof whichGrants>): Grant[] {
  const appId = knownAppId(sandbox, which.clientId);
  const userId = which.email === undefined ? undefined : userOf(sandbox, which.email).id;
  return sandbox.grants
    .all()
    .filter(
      (grant) => (appId === undefined || grant.appId === appId) && (userId === undefined || grant.userId === userId),
    );
}

/** The app that is named, or `undefined` where none is: all apps are meant. */
function knownAppId(sandbox: Sandbox, clientId: string | undefined): string | undefined {
  return clientId === undefined ? undefined : appOf(sandbox, clientId).id;
}
