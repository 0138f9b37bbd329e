import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { templateName } from './postgres.ts';

const aName = () => `test_${randomUUID().replaceAll('-', '')}`;

async function administer(sql: string): Promise<void> {
  const client = new pg.Client(inject('postgresUrl'));
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/**
 * Makes a database, migrated unless `isEmpty`, and gives its connection string. Its files are copied: by way of the log,
 * as is usual for small ones, they would be written twice.
 */
export async function freshDatabase({ isEmpty = false, name = aName() } = {}): Promise<string> {
  await administer(`CREATE DATABASE ${name} TEMPLATE ${isEmpty ? 'template0' : templateName} STRATEGY file_copy`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = name;
  return url.href;
}

/** Removes a database that `freshDatabase` made, ending whatever is still connected to it. */
export function dropDatabase(url: string): Promise<void> {
  return administer(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
}
