import { z } from 'zod';
import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { firstDocument, withFirstDocument } from '#lib/coding/item-documents.ts';
import { db } from '#lib/db.ts';
import { actorMay, userIdOf } from '#lib/domain/actor.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { daysLeft } from '#lib/domain/bin.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { MAX_COUNTED } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { searchSchema } from '#lib/domain/text.ts';
import { type Cursor, type Page, pageOf, pageSql } from '#lib/keyset.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { searchConditions } from '../item-search.ts';
import { lookUp } from '../look-up.ts';

/** What of the bin is asked for. */
export const binQuerySchema = z.object({ search: searchSchema(z) });
export type BinQuery = z.infer<typeof binQuerySchema>;

/** A row of the bin. */
export type BinRow = {
  id: string;
  number: number;
  contact: string | null;
  fileName: string | null;
  reference: string | null;
  isCreditNote: boolean;
  currency: string;
  /** Gross; of a credit note below zero. */
  total: Amount | null;
  /** ISO instant. */
  deletedAt: string;
  deletedBy: string | null;
  /** Before it goes for good; 0 on its last day. */
  daysLeft: number;
};

export type BinPage = Page<BinRow>;

export const binKeyType = 'timestamptz' as const;

/** A page of what was deleted in a workspace, what went last first. */
export async function listBin(
  scope: BusinessScope,
  workspace: Workspace,
  { search }: BinQuery,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<BinPage> {
  const found = await db.$queryRaw<{ id: string; sortKey: string }[]>(
    pageSql({
      columns: Prisma.sql`i."id"`,
      from: Prisma.sql`"Item" i`,
      id: Prisma.sql`i."id"`,
      conditions: await conditions(scope, workspace, search),
      sort: { key: Prisma.sql`i."deletedAt"`, type: binKeyType },
      isDescending: true,
      run: { rows: null, after },
      limit,
    }),
  );
  const { rows, next } = pageOf(found, limit);
  return {
    rows: await loadBinRows(
      scope,
      rows.map(({ id }) => id),
    ),
    next,
  };
}

/** How many there are; null for more than are counted. */
export async function countBin(
  scope: BusinessScope,
  workspace: Workspace,
  { search }: BinQuery,
): Promise<number | null> {
  const where = Prisma.join(await conditions(scope, workspace, search), ' AND ');
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (SELECT 1 FROM "Item" i WHERE ${where} LIMIT ${MAX_COUNTED + 1}) AS found`;
  const count = counted?.count ?? 0;
  return count > MAX_COUNTED ? null : count;
}

async function conditions(scope: BusinessScope, workspace: Workspace, search: string): Promise<Prisma.Sql[]> {
  const { businessId, actor } = scope;
  const { namedByWord } = await lookUp(db, scope, { search, where: {} });
  return [
    Prisma.sql`i."businessId" = ${businessId}::uuid`,
    Prisma.sql`i."workspace" = ${workspace}::"Workspace"`,
    Prisma.sql`i."deletedAt" IS NOT NULL AND i."mergedIntoId" IS NULL`,
    // As `binItems` has it.
    ...(actorMay(actor, 'items.edit') ? [] : [Prisma.sql`i."submittedByUserId" = ${userIdOf(actor)}::uuid`]),
    ...searchConditions(search, namedByWord),
  ];
}

async function loadBinRows(scope: BusinessScope, ids: readonly string[]): Promise<BinRow[]> {
  if (ids.length === 0) return [];
  const items = await db.item.findMany({
    where: { businessId: scope.businessId, id: { in: [...ids] } },
    include: { ...withRows, ...withFirstDocument },
    omit: { provenance: true },
  });
  const { lists, baseCurrency } = await loadReviewContext(db, scope, idsOf(entriesOf(...items)));
  const now = new Date();
  const rows = items.map((item): BinRow => {
    const coding = codingOf(item, lists.rules);
    const deletedAt = item.deletedAt ?? now;
    return {
      id: item.id,
      number: item.number,
      contact: coding.contactId ? (lists.contacts.get(coding.contactId)?.name ?? null) : null,
      fileName: firstDocument(item)?.fileName ?? null,
      reference: coding.reference,
      isCreditNote: coding.type === 'CREDIT_NOTE',
      currency: coding.currency ?? baseCurrency,
      total: shownAmount(coding.type, coding.total),
      deletedAt: deletedAt.toISOString(),
      deletedBy: item.deletedByName,
      daysLeft: daysLeft(deletedAt, now),
    };
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
