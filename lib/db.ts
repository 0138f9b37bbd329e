import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';

/** The client, or the client inside a transaction: what functions take that join their caller's transaction. */
export type Db = PrismaClient | Prisma.TransactionClient;

/**
 * At the beginning of a statement that is made very often and always has the same text: the database then parses and plans
 * it once a connection, which costs it more than carrying it out. The result names its columns one by one, since a
 * statement that is kept while a migration adds one to `*` fails.
 */
export const kept = Prisma.raw('/* kept */');

const names = new Map<string, string>();

/** A statement's name, by its text; none, so that it is not kept, for all that say nothing. */
function nameOf(sql: string): string {
  if (!sql.slice(0, 40).includes(kept.sql)) return '';
  const name = names.get(sql) ?? `kept ${names.size}`;
  names.set(sql, name);
  return name;
}

function connect(): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: env().DATABASE_URL,
        max: 10,
        connectionTimeoutMillis: 10_000,
        idleTimeoutMillis: 30_000,
      },
      { statementNameGenerator: ({ sql }) => nameOf(sql) },
    ),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}

// `next dev` evaluates this module anew after each change; one pool must survive that.
const held = globalThis as { intrayDb?: PrismaClient };
held.intrayDb ??= connect();

/** The database. Connects on first query. */
export const db: PrismaClient = held.intrayDb;
