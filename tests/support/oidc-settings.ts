/** The settings that lead to a provider of tests; start one at its port. */
import { freePort } from '#scripts/lib/ports.mjs';
import { oidcClient } from './oidc-server.ts';
import { withSettings } from './settings.ts';

export const oidcPort = await freePort();

/** While a test file runs, people may sign in by the provider, or in no other way. */
export function withProviderSettings({ isOnlyWay = false } = {}): void {
  withSettings({
    OIDC_ISSUER: `http://127.0.0.1:${oidcPort}`,
    OIDC_CLIENT_ID: oidcClient.id,
    OIDC_CLIENT_SECRET: oidcClient.secret,
    OIDC_NAME: 'Acme',
    ...(isOnlyWay && { OIDC_ONLY: 'true' }),
  });
}
