/** One embedded PostgreSQL for a whole test run, with a migrated database that each test file gets a copy of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { freePort } from '#scripts/lib/ports.mjs';
import { startPostgres } from '#scripts/lib/postgres.mjs';
import { migrate } from '#scripts/migrate.mjs';

export const templateName = 'template_intray';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the cluster's `postgres` database, as superuser. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'intray-postgres-'));
  const postgres = await startPostgres({
    directory: join(directory, 'data'),
    port: await freePort(),
    password: 'test',
    durable: false,
  });
  const client = new pg.Client(postgres.url('postgres'));
  await client.connect();
  await client.query(`CREATE DATABASE ${templateName}`);
  await migrate({ databaseUrl: postgres.url(templateName) });
  await client.query(`ALTER DATABASE ${templateName} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await client.end();
  project.provide('postgresUrl', postgres.url('postgres'));
  return async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true });
  };
}
