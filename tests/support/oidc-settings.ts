/** The settings that lead to a provider of tests. Import it before anything that reads settings; start one at its port. */
import { freePort } from '#scripts/lib/ports.mjs';
import { oidcClient } from './oidc-server.ts';

export const oidcPort = await freePort();

Object.assign(process.env, {
  OIDC_ISSUER: `http://127.0.0.1:${oidcPort}`,
  OIDC_CLIENT_ID: oidcClient.id,
  OIDC_CLIENT_SECRET: oidcClient.secret,
  OIDC_NAME: 'Acme',
});
