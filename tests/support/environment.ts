/**
 * The settings every test runs under, set before any of our modules reads them. Nothing listens at these addresses
 * until a test starts it there: the sandbox belongs at `XERO_SANDBOX_PORT`. One set for each process: where its test
 * files share modules, these have read it.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#scripts/lib/ports.mjs';

if (process.env.TEST_SETTINGS_OF !== String(process.pid)) await settle();

async function settle(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'intray-test-'));
  const sandbox = `http://localhost:${await freePort()}`;

  Object.assign(process.env, {
    TEST_SETTINGS_OF: String(process.pid),
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    APP_URL: 'http://localhost:3000',
    LOG_LEVEL: 'silent',
    STORAGE_DIR: join(scratch, 'documents'),
    NEXTAUTH_SECRET: 'a-secret-for-tests-that-protects-nothing',
    ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    XERO_CLIENT_ID: 'SANDBOX-APP',
    XERO_CLIENT_SECRET: 'sandbox-secret',
    XERO_AUTHORIZE_URL: `${sandbox}/identity/connect/authorize`,
    XERO_TOKEN_URL: `${sandbox}/connect/token`,
    XERO_API_URL: sandbox,
    XERO_SANDBOX_PORT: new URL(sandbox).port,
    XERO_SANDBOX_DIR: join(scratch, 'sandbox'),
    INTRAY_SANDBOX: '1',
    SMTP_HOST: '',
    OIDC_ISSUER: '',
    READ_DOCUMENTS: 'off',
  });
}
