import { z } from 'zod';
import { db } from '#lib/db.ts';
import { type AuditDetail, auditSentence } from '#lib/domain/audit.ts';
import { deviceWords } from '#lib/domain/device-words.ts';
import { type Page, pagedSchema, pageOf, pageSql } from '#lib/keyset.ts';
import { Prisma } from '#prisma/generated/client.ts';

const PAGE_ROWS = 50;
/** Asked for at once when what is shown is drawn anew. */
const MAX_ACTIVITY_ROWS = 500;

/** One thing that happened to a person's account. */
export type ActivityRow = {
  id: string;
  /** ISO instant. */
  at: string;
  what: string;
  /** Where the request came from; null for what came from none. */
  address: string | null;
  device: string | null;
};

export const activityQuery = pagedSchema(
  z.object({ limit: z.number().int().min(1).max(MAX_ACTIVITY_ROWS).default(PAGE_ROWS) }),
  () => 'timestamptz',
);
export type ActivityQuery = z.output<typeof activityQuery>;

type Row = { id: string; at: Date; action: string; detail: AuditDetail; address: string | null; device: string | null };

/** What happened to the person's own account, the newest first: a page of it. */
export async function activityOf(userId: string, { after, limit }: ActivityQuery): Promise<Page<ActivityRow>> {
  const found = await db.$queryRaw<(Row & { sortKey: string })[]>(
    pageSql({
      columns: Prisma.sql`a."id", a."at", a."action", a."detail", a."address", a."device"`,
      from: Prisma.sql`"AuditEntry" AS a`,
      id: Prisma.sql`a."id"`,
      conditions: [Prisma.sql`a."userId" = ${userId}::uuid`, Prisma.sql`a."businessId" IS NULL`],
      sort: { key: Prisma.sql`a."at"`, type: 'timestamptz' },
      isDescending: true,
      run: { rows: null, after },
      limit,
    }),
  );
  const { rows, next } = pageOf<Row>(found, limit);
  return { rows: rows.map(shown), next };
}

function shown({ id, at, action, detail, address, device }: Row): ActivityRow {
  return {
    ...{ id, address, at: at.toISOString() },
    what: auditSentence(action, detail),
    device: device ? deviceWords(device) : null,
  };
}
