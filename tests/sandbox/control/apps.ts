import { z } from 'zod';
import { CALLS_PER_APP_AND_MINUTE } from '../accounting/api/limits.ts';
import { mayBeRedirect } from '../identity/authorize-request.ts';
import type { App } from '../identity/records.ts';
import { TIER_NAMES } from '../identity/tiers.ts';
import { endGrant } from '../identity/token-endpoint.ts';
import type { Sandbox } from '../sandbox.ts';
import { appOf, organisationOf, userOf } from './find.ts';
import { ControlProblem, control, nothing } from './reply.ts';
import { unsubscribeApp } from './webhooks.ts';

const redirectUri = z
  .string()
  .refine(mayBeRedirect, { error: 'A redirect address begins with https, or with http://localhost.' });

const settings = z.object({
  /** Left out for a mobile or desktop app, which uses PKCE. */
  secret: z.string().min(1).optional(),
  name: z.string().min(1),
  redirectUris: z.array(redirectUri),
  tier: z.enum(TIER_NAMES),
  callsPerMinute: z.number().int().positive(),
});

export const appSchema = settings
  .extend({
    id: z.string().min(1),
    redirectUris: settings.shape.redirectUris.default([]),
    tier: settings.shape.tier.default('core'),
    callsPerMinute: settings.shape.callsPerMinute.default(CALLS_PER_APP_AND_MINUTE),
    custom: z.object({ organisation: z.string(), email: z.string() }).strict().optional(),
  })
  .strict();

/** Registers an app under an id that no other has. */
export function registerApp(sandbox: Sandbox, { custom, secret, ...app }: z.infer<typeof appSchema>): App {
  if (sandbox.apps.get(app.id)) throw new ControlProblem(409, `There is an app ${app.id} already.`);
  if (custom && !secret) throw new ControlProblem(400, 'A custom connection needs a secret.');
  const connection = custom && {
    organisationId: organisationOf(sandbox, custom.organisation).id,
    userId: userOf(sandbox, custom.email).id,
  };
  return sandbox.store.transact(() => sandbox.apps.put({ ...app, secret, custom: connection }));
}

/** Changes what is given of an app. */
export function changeApp(sandbox: Sandbox, id: string | undefined, changes: Partial<z.infer<typeof settings>>): App {
  const app = appOf(sandbox, id);
  return sandbox.store.transact(() => sandbox.apps.put({ ...app, ...changes }));
}

/** Removes an app with all that people have allowed it. */
export function removeApp(sandbox: Sandbox, id: string): void {
  const app = appOf(sandbox, id);
  sandbox.store.transact(() => {
    for (const { id: subscription, appId } of sandbox.appSubscriptions.all()) {
      if (appId === app.id) sandbox.appSubscriptions.delete(subscription);
    }
    for (const grant of sandbox.grants.all()) if (grant.appId === app.id) endGrant(sandbox, app.id, grant.userId);
    unsubscribeApp(sandbox, app.id);
    sandbox.apps.delete(app.id);
  });
}

export const postApp = control(appSchema, registerApp);

export const patchApp = control(settings.partial().strict(), (sandbox, changes, params) =>
  changeApp(sandbox, params.id, changes),
);

export const deleteApp = control(nothing, (sandbox, _body, params) => removeApp(sandbox, params.id ?? ''));
