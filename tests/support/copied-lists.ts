import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { control } from './sandbox-control.ts';

const tables = [
  'Account',
  'Contact',
  'TaxRate',
  'TrackingCategory',
  'TrackingOption',
  'Currency',
  'Product',
  'ListState',
] as const;

/** What a refresh writes on the connection itself. */
const ofConnection = ['country', 'baseCurrency', 'edition', 'timeZone', 'isMultiCurrency', 'isDemo', 'listsAsOf'];

type Owner = { businessId: string; connectionId: string; organisation: { id: string; shortCode: string } };

/**
 * Lists as a refresh left them: their rows as JSON by table, and the ids at the ledger of what they mirror. They are good
 * in any database.
 */
export type KeptLists = { owner: Owner; rows: string; ledgerIds: string[] };

/** Keeps what a refresh has just read from books that nobody has changed since they were made. */
export async function keepLists(owner: Owner): Promise<KeptLists> {
  const rowsOf = (table: string) => Prisma.sql`
    ${table}::text, (SELECT jsonb_agg(to_jsonb(r)) FROM ${Prisma.raw(`"${table}"`)} r
                      WHERE r."${Prisma.raw(table === 'Connection' ? 'id' : 'connectionId')}" = ${owner.connectionId}::uuid)`;
  const [kept] = await db.$queryRaw<{ rows: string }[]>`
    SELECT jsonb_build_object(${Prisma.join([...tables, 'Connection'].map(rowsOf))})::text AS rows`;
  if (!kept) throw new Error('Nothing was read');
  return { owner, rows: kept.rows, ledgerIds: await idsInBooks(owner.organisation.id) };
}

/**
 * Stands in for the refresh that waits for a new connection, to books that were made alike: the same lists under ids of
 * their own. What a refresh itself does is for its own tests to show; it makes some two hundred statements.
 */
export async function copyLists({ owner, rows, ledgerIds }: KeptLists, to: Owner): Promise<void> {
  const { businessId, connectionId, organisation } = to;
  const ownIds = await idsInBooks(organisation.id);
  if (ownIds.length !== ledgerIds.length) throw new Error('These books were not made like those that were read');
  const ids = new Map(ledgerIds.map((id, index) => [id, ownIds[index] ?? '']));
  ids.set(owner.businessId, businessId).set(owner.connectionId, connectionId);
  const copied = rows.replace(uuid, (id) => {
    const own = ids.get(id) ?? randomUUID();
    ids.set(id, own);
    return own;
  });
  const inserts = tables.map((table) =>
    Prisma.raw(`
      "copied ${table}" AS (
        INSERT INTO "${table}"
        SELECT r.* FROM copied, jsonb_populate_recordset(NULL::"${table}", copied.rows -> '${table}') AS r)`),
  );
  const now = new Date();
  await db.$executeRaw`
    WITH copied AS (SELECT ${copied}::jsonb AS rows), ${Prisma.join(inserts)},
    run AS (
      UPDATE "SyncRun" SET "status" = 'COMPLETE', "startedAt" = ${now}, "finishedAt" = ${now}
       WHERE "connectionId" = ${connectionId}::uuid RETURNING "id"),
    lists AS (
      UPDATE "SyncRunList" AS list SET "status" = 'COMPLETE', "startedAt" = ${now}, "finishedAt" = ${now}
        FROM run WHERE list."syncRunId" = run."id")
    UPDATE "Connection" AS c
       SET "shortCode" = ${organisation.shortCode}, ${Prisma.raw(ofConnection.map((name) => `"${name}" = o."${name}"`).join())}
      FROM copied, jsonb_populate_recordset(NULL::"Connection", copied.rows -> 'Connection') AS o
     WHERE c."id" = ${connectionId}::uuid`;
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Of all that lists mirror, in the order in which it was made: the same in books that were made alike. */
async function idsInBooks(organisationId: string): Promise<string[]> {
  const lists = await Promise.all(
    ['accounts', 'contacts', 'tracking', 'items'].map((list) =>
      control('GET', `/organisations/${organisationId}/books/${list}`),
    ),
  );
  return JSON.stringify(lists).match(uuid) ?? [];
}
