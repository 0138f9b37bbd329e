import { PrismaPg } from '@prisma/adapter-pg';
import type { Prisma } from '#prisma/generated/client.ts';
import { PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';

/** The client, or the client inside a transaction: what functions take that join their caller's transaction. */
export type Db = PrismaClient | Prisma.TransactionClient;

function connect(): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: 10,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
    }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}

// `next dev` evaluates this module anew after each change; one pool must survive that.
const held = globalThis as { intrayDb?: PrismaClient };
held.intrayDb ??= connect();

/** The database. Connects on first query. */
export const db: PrismaClient = held.intrayDb;
