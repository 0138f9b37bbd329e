import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { sqlBetween } from '#scripts/lib/schema-engine.mjs';
import { migrate, readMigrations } from '#scripts/migrate.mjs';
import { freshDatabase } from '#tests/support/fresh-database.ts';

async function query(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** Everything a schema consists of, one line each, from PostgreSQL's own catalogue. */
const catalogue = `
  SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL
  SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL
  SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
  ORDER BY 1`;

async function schemaOf(databaseUrl: string): Promise<string[]> {
  const rows = await query(databaseUrl, catalogue);
  return rows
    .map((row) => String(row.line).replace(/\s+/g, ' '))
    .filter((line) => !line.includes('_prisma_migrations'));
}

/** What Prisma cannot express, so that migrations add it by hand: partial indexes, other kinds of index, checks. */
const isByHand = (line: string) => /^index .*( WHERE |USING (?!btree))|^constraint .* (CHECK |TRIGGER)/.test(line);

test('the migrations make the schema that schema.prisma describes, and beyond it only what that cannot express', async () => {
  const described = await freshDatabase({ isEmpty: true });
  const to = readFileSync('prisma/schema.prisma', 'utf8');
  await query(described, (await sqlBetween({ databaseUrl: described, from: null, to })) ?? '');

  const migrated = await freshDatabase({ isEmpty: true });
  await migrate({ databaseUrl: migrated });

  const expected = new Set(await schemaOf(described));
  const actual = new Set(await schemaOf(migrated));
  expect(
    [...expected].filter((line) => !actual.has(line)),
    'missing from the migrations',
  ).toEqual([]);
  expect(
    [...actual].filter((line) => !expected.has(line) && !isByHand(line)),
    'not in schema.prisma',
  ).toEqual([]);
});

test('the record that the next migration is made from is the schema', () => {
  expect(readFileSync('prisma/migrations/schema.prisma', 'utf8')).toBe(readFileSync('prisma/schema.prisma', 'utf8'));
});

test('starts at the same moment apply every migration once', async () => {
  const databaseUrl = await freshDatabase({ isEmpty: true });
  const applied = await Promise.all([1, 2, 3].map(() => migrate({ databaseUrl })));
  expect(applied.flat().sort()).toEqual(readMigrations().map(({ name }) => name));
  expect(await migrate({ databaseUrl })).toEqual([]);
});

function folderOfMigrations(): string {
  const directory = mkdtempSync(join(tmpdir(), 'intray-migrations-'));
  cpSync('prisma/migrations', directory, { recursive: true });
  return directory;
}

test('a migration that was changed after it was applied is refused by name', async () => {
  const databaseUrl = await freshDatabase();
  const directory = folderOfMigrations();
  writeFileSync(join(directory, '0001_initial/migration.sql'), 'SELECT 1');
  await expect(migrate({ databaseUrl, directory })).rejects.toThrow(
    'The migration 0001_initial was changed after it had been applied to this database.',
  );
});

test('a migration that fails leaves the database as it was, and the corrected one applies', async () => {
  const databaseUrl = await freshDatabase();
  const directory = folderOfMigrations();
  const before = await schemaOf(databaseUrl);
  cpSync(join(directory, '0001_initial'), join(directory, '9999_next'), { recursive: true });
  const file = join(directory, '9999_next/migration.sql');
  writeFileSync(file, 'CREATE TABLE first (id int); SELECT * FROM nowhere;');
  await expect(migrate({ databaseUrl, directory })).rejects.toThrow('The database is as it was before it.');
  expect(await schemaOf(databaseUrl)).toEqual(before);
  writeFileSync(file, 'CREATE TABLE first (id int);');
  expect(await migrate({ databaseUrl, directory })).toEqual(['9999_next']);
});

test('an older version refuses a database that a newer one has migrated', async () => {
  const databaseUrl = await freshDatabase();
  const directory = folderOfMigrations();
  cpSync(join(directory, '0001_initial'), join(directory, '9999_next'), { recursive: true });
  writeFileSync(join(directory, '9999_next/migration.sql'), 'CREATE TABLE later (id int);');
  await migrate({ databaseUrl, directory });
  await expect(migrate({ databaseUrl })).rejects.toThrow('belongs to a newer version of Intray');
});
