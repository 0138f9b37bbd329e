import { z } from 'zod';
import { db } from '#lib/db.ts';
import { type AuditDetail, auditSentence } from '#lib/domain/audit.ts';
import { type Cursor, type KeyType, type Page, pagedSchema, pageOf, pageSql } from '#lib/keyset.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';

export const ACTIVITY_ROWS = 60;
/** At once. */
const MOST = 500;

export type ActivityRow = {
  id: string;
  /** ISO instant. */
  at: string;
  /** Empty for what nobody who was signed in did. */
  by: string;
  text: string;
  /** Where the request came from; null for what none caused. */
  address: string | null;
};

const keyType: KeyType = 'timestamptz';

export const activityInput = pagedSchema(
  z.object({ limit: z.number().int().min(1).max(MOST).default(ACTIVITY_ROWS) }),
  () => keyType,
);

/** What was done to people and their access in the business, newest first. */
export async function listActivity(
  { businessId }: BusinessScope,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<Page<ActivityRow>> {
  const found = await db.$queryRaw<Found[]>(
    pageSql({
      columns: Prisma.sql`a."id", a."at", a."actorName", a."action", a."detail", a."address"`,
      from: Prisma.sql`"AuditEntry" AS a`,
      id: Prisma.sql`a."id"`,
      conditions: [Prisma.sql`a."businessId" = ${businessId}::uuid`],
      sort: { key: Prisma.sql`a."at"`, type: keyType },
      isDescending: true,
      run: { rows: null, after },
      limit,
    }),
  );
  const { rows, next } = pageOf(found, limit);
  return {
    rows: rows.map(({ id, at, actorName, action, detail, address }) => ({
      id,
      at: at.toISOString(),
      by: actorName,
      text: auditSentence(action, detail),
      address,
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
  sortKey: string;
};
