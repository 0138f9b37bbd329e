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

type Running = { url: string; stop: () => Promise<void> };

// Each project evaluates this module anew.
const held = globalThis as { intrayTestPostgres?: { running: Promise<Running>; users: number } };

/** The projects of a run share it; the last to end stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  held.intrayTestPostgres ??= { running: start(), users: 0 };
  const shared = held.intrayTestPostgres;
  shared.users += 1;
  const { url, stop } = await shared.running;
  project.provide('postgresUrl', url);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    held.intrayTestPostgres = undefined;
    await stop();
  };
}

async function start(): Promise<Running> {
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
  return {
    url: postgres.url('postgres'),
    async stop() {
      await postgres.stop();
      rmSync(directory, { recursive: true });
    },
  };
}
