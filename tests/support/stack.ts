/** Before the e2e tests: the whole product as `npm start` runs it, on free ports and a data folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDirectory } from '#scripts/lib/data-directory.mjs';
import { freePort } from '#scripts/lib/ports.mjs';
import { step } from '#scripts/lib/progress.mjs';
import { readSettings } from '#scripts/lib/settings.mjs';
import { startStack } from '#scripts/lib/stack.mjs';
import { oidcClient, startOidc } from './oidc-server.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'intray-e2e-'));
  openDataDirectory(directory);
  const provider = await startOidc();
  const settings = readSettings({
    ...process.env,
    DATA_DIR: directory,
    DATABASE_URL: '',
    REDIS_URL: '',
    APP_URL: '',
    XERO_CLIENT_ID: '',
    XERO_WEBHOOK_KEY: 'the-key-of-the-webhooks',
    SMTP_HOST: '',
    // Those that are about it switch it on for their business.
    READ_DOCUMENTS: 'off',
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: oidcClient.id,
    OIDC_CLIENT_SECRET: oidcClient.secret,
    OIDC_NAME: 'Acme',
    PORT: String(await freePort()),
    XERO_SANDBOX_PORT: String(await freePort()),
  });
  const stack = await startStack(settings, { step });
  let isOver = false;
  stack.failed.then((error) => {
    if (isOver) return;
    console.error(error.message);
    process.exit(1);
  });
  // The tests' own processes inherit these: the stack's settings for use cases, the address for the browser.
  Object.assign(process.env, stack.env, {
    NODE_ENV: 'test',
    INTRAY_E2E_URL: stack.env.APP_URL,
    INTRAY_E2E_DATA_DIR: directory,
  });
  return async () => {
    isOver = true;
    await stack.stop();
    await provider.stop();
    rmSync(directory, { recursive: true });
  };
}
