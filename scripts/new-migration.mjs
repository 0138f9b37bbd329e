/**
 * `npm run migration -- name` writes the next migration: what changed in `prisma/schema.prisma` since the schema that
 * the migrations make, of which `prisma/migrations/schema.prisma` is the record. Read the SQL before you commit it, and
 * add by hand what Prisma cannot express (partial indexes, checks, moves of data).
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from './lib/paths.mjs';
import { exitWith, PlainError } from './lib/plain-error.mjs';
import { freePort } from './lib/ports.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { sqlBetween } from './lib/schema-engine.mjs';
import { readMigrations } from './migrate.mjs';

const recordPath = inProject('prisma/migrations/schema.prisma');

/** Not yet in production: `--initial` writes the first migration anew, and development databases are made anew. */
const isInitial = process.argv.includes('--initial');

async function newMigration() {
  const to = readFileSync(inProject('prisma/schema.prisma'), 'utf8');
  const from = !isInitial && existsSync(recordPath) ? readFileSync(recordPath, 'utf8') : null;
  const name = isInitial ? '0001_initial' : nextName(process.argv[2]);
  const sql = await withThrowAwayDatabase((databaseUrl) => sqlBetween({ databaseUrl, from, to }));
  if (!sql) return 'The schema has not changed: no migration is needed.';
  mkdirSync(inProject('prisma/migrations', name), { recursive: true });
  writeFileSync(inProject('prisma/migrations', name, 'migration.sql'), sql);
  writeFileSync(recordPath, to);
  return `Wrote prisma/migrations/${name}/migration.sql. Read it before you commit it.`;
}

function nextName(words = '') {
  const slug = words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  if (!slug) throw new PlainError('Name the migration: npm run migration -- "add due date to items"');
  const last = Number(readMigrations().at(-1)?.name.slice(0, 4) ?? 0);
  return `${String(last + 1).padStart(4, '0')}_${slug}`;
}

async function withThrowAwayDatabase(use) {
  const directory = mkdtempSync(join(tmpdir(), 'intray-migration-'));
  const postgres = await startPostgres({
    directory: join(directory, 'postgres'),
    port: await freePort(),
    password: 'throw-away',
    durable: false,
  });
  try {
    return await use(postgres.url('postgres'));
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true });
  }
}

await newMigration().then(console.log, exitWith);
