import { z } from 'zod';
import { db } from '#lib/db.ts';
import { type AuditDetail, auditSentence } from '#lib/domain/audit.ts';
import { deviceWords } from '#lib/domain/device-words.ts';
import { type Cursor, type KeyType, type Page, pagedSchema, pageOf, pageSql } from '#lib/keyset.ts';
import { Prisma } from '#prisma/generated/client.ts';

const PAGE_ROWS = 60;
/** Asked for at once when what is shown is drawn anew. */
const MAX_ACTIVITY_ROWS = 500;

/** One thing that was done to people, their access or their sign-in. */
export type ActivityRow = {
  id: string;
  /** ISO instant. */
  at: string;
  /** Empty for what nobody who was signed in did. */
  by: string;
  text: string;
  /** Where the request came from; null for what none caused. */
  address: string | null;
  /** Of a person's own account alone: what others sign in with is not the business's to know. */
  device: string | null;
};

const keyType: KeyType = 'timestamptz';

export const activityInput = pagedSchema(
  z.object({ limit: z.number().int().min(1).max(MAX_ACTIVITY_ROWS).default(PAGE_ROWS) }),
  () => keyType,
);

/** What was done in a business, such as a scope has it, or what happened to a person's own account. */
export type ActivityOf = { businessId: string } | { accountOf: string };

/** What the audit says, newest first: a page of it. */
export async function listActivity(
  of: ActivityOf,
  { after, limit }: { after: Cursor | null; limit: number } = { after: null, limit: PAGE_ROWS },
): Promise<Page<ActivityRow>> {
  const isOwn = 'accountOf' in of;
  const found = await db.$queryRaw<Found[]>(
    pageSql({
      columns: Prisma.sql`a."id", a."at", a."actorName", a."action", a."detail", a."address", a."device"`,
      from: Prisma.sql`"AuditEntry" AS a`,
      id: Prisma.sql`a."id"`,
      conditions: isOwn
        ? [Prisma.sql`a."userId" = ${of.accountOf}::uuid`, Prisma.sql`a."businessId" IS NULL`]
        : [Prisma.sql`a."businessId" = ${of.businessId}::uuid`],
      sort: { key: Prisma.sql`a."at"`, type: keyType },
      isDescending: true,
      run: { rows: null, after },
      limit,
    }),
  );
  const { rows, next } = pageOf(found, limit);
  return {
    rows: rows.map(({ id, at, actorName, action, detail, address, device }) => ({
      id,
      at: at.toISOString(),
      by: actorName,
      text: auditSentence(action, detail),
      address,
      device: isOwn && device ? deviceWords(device) : null,
    })),
    next,
  };
}

type Found = {
  id: string;
  at: Date;
  actorName: string;
  action: string;
  detail: AuditDetail;
  address: string | null;
  device: string | null;
  sortKey: string;
};
