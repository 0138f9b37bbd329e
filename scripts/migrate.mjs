/**
 * Applies `prisma/migrations` to DATABASE_URL. Keeps the table that Prisma keeps, under Prisma's own lock, so that
 * `prisma migrate deploy` may be used on the same database; see docs/decisions/0002-migrations.md.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain } from './lib/is-main.mjs';
import { inProject } from './lib/paths.mjs';
import { exitWith, PlainError } from './lib/plain-error.mjs';
import { loadDotEnv } from './lib/settings.mjs';

/** The advisory lock that Prisma's own migrate commands take. */
const prismaLock = 72_707_369;

const migrationsTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * The migrations of a folder in the order they apply.
 * @param {string} [directory]
 * @returns {{ name: string, sql: string, checksum: string }[]}
 */
export function readMigrations(directory = inProject('prisma/migrations')) {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database up to date and gives the names of the migrations applied now. Each applies whole or not at all.
 * Several may run at once: one works, the others wait and then find nothing to do.
 * @param {object} options
 * @param {string} options.databaseUrl
 * @param {string} [options.directory]
 * @param {string} [options.until] The last migration to apply; all of them unless given.
 * @returns {Promise<string[]>}
 */
export async function migrate({ databaseUrl, directory, until }) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((cause) => {
    throw new PlainError(`The database at DATABASE_URL cannot be reached: ${cause.message || cause.code}`, { cause });
  });
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query(migrationsTable);
    const migrations = readMigrations(directory);
    const applied = await appliedMigrations(client, migrations);
    const pending = migrations.filter(({ name }) => !applied.has(name) && (!until || name <= until));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Names already applied; refuses a history that this version's files do not continue. */
async function appliedMigrations(client, migrations) {
  const { rows } = await client.query('SELECT * FROM _prisma_migrations WHERE rolled_back_at IS NULL');
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = known.get(row.migration_name);
    if (!row.finished_at) {
      throw new PlainError(
        `The migration ${row.migration_name} was begun with another tool and did not finish. Resolve it with "prisma migrate resolve", then start again.`,
      );
    }
    if (!migration) {
      throw new PlainError(
        `The database belongs to a newer version of Intray: it has the migration ${row.migration_name}, which this version does not know. Run that version, or restore a backup from before the upgrade.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new PlainError(
        `The migration ${row.migration_name} was changed after it had been applied to this database. Restore the file as it was and put the change in a new migration.`,
      );
    }
  }
  return new Set(rows.map((row) => row.migration_name));
}

async function apply(client, { name, sql, checksum }) {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    throw new PlainError(
      `The migration ${name} could not be applied: ${cause.message}. The database is as it was before it.`,
      { cause },
    );
  }
}

if (isMain(import.meta)) {
  loadDotEnv();
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) exitWith(new PlainError('Set DATABASE_URL to the database to migrate.'));
  await migrate({ databaseUrl }).then(
    (names) => console.log(names.length ? `Applied ${names.join(', ')}.` : 'The database is up to date.'),
    exitWith,
  );
}
