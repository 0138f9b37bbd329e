import { codingOf, withLines } from '#lib/coding/coding-columns.ts';
import { firstDocument, withFirstDocument } from '#lib/coding/item-documents.ts';
import { db } from '#lib/db.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import { categoryText } from '#lib/domain/coding/show-value.ts';
import { type ItemStatus, itemStatus } from '#lib/domain/item-status.ts';
import type { Amount } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { readReasons } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext, review } from '#lib/lists/review-context.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { findItems } from './find-items.ts';
import type { Cursor, InboxQuery } from './inbox-query.ts';

/** A row of the inbox, with all that it shows. */
export type InboxRow = {
  id: string;
  number: number;
  revision: number;
  issuedOn: CalendarDate | null;
  supplier: string | null;
  fileName: string | null;
  reference: string | null;
  accountId: string | null;
  category: string | null;
  lineCount: number;
  currency: string;
  total: Amount | null;
  taxAmount: Amount | null;
  /** Null for what nobody with an account added. */
  addedBy: string | null;
  /** ISO instant. */
  addedAt: string;
  status: ItemStatus;
  problems: { field: CodingField | 'quantity' | 'unitAmount'; message: string }[];
  refusals: string[];
  publication: PublicationView | null;
};

export type InboxPage = { rows: InboxRow[]; next: Cursor | null };

/** Rows looked at for one page when few of them have the status asked for; the page then comes back shorter. */
const MAX_SCANNED = 3_000;

/**
 * A page of what waits in the inbox of a workspace. The status is computed from lists loaded once per batch; a filter by
 * status therefore looks through the inbox in its order until the page is full.
 */
export async function listInbox(
  scope: BusinessScope,
  workspace: Workspace,
  query: InboxQuery,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<InboxPage> {
  const rows: InboxRow[] = [];
  let last = after;
  let batch = limit;
  for (let scanned = 0; scanned < MAX_SCANNED; ) {
    const found = await findItems(scope, { ...query, workspace, place: 'INBOX', after: last, limit: batch });
    const loaded = new Map(
      (
        await loadRows(
          scope,
          found.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    for (const [index, cursor] of found.entries()) {
      const row = loaded.get(cursor.id);
      if (row && isAskedFor(row, query.filter)) rows.push(row);
      last = cursor;
      const isEnd = found.length < batch && index === found.length - 1;
      if (rows.length === limit) return { rows, next: isEnd ? null : cursor };
    }
    if (found.length < batch) return { rows, next: null };
    scanned += found.length;
    batch = Math.min(500, batch * 3);
  }
  return { rows, next: last };
}

function isAskedFor(row: InboxRow, filter: InboxQuery['filter']): boolean {
  if (filter === 'all') return true;
  const isReady = row.status === 'ready' || row.publication?.locksItem === true;
  return filter === 'ready' ? isReady : !isReady;
}

/** Rows of items by id, in the order of the ids. */
export async function loadRows(scope: BusinessScope, ids: readonly string[]): Promise<InboxRow[]> {
  if (ids.length === 0) return [];
  const items = await db.item.findMany({
    where: { businessId: scope.businessId, id: { in: [...ids] } },
    include: { ...withLines, ...withFirstDocument },
  });
  const [context, publications] = await Promise.all([
    loadReviewContext(
      db,
      scope.businessId,
      items.flatMap(({ contactId }) => contactId ?? []),
    ),
    loadPublications(scope, ids),
  ]);
  const { lists } = context;
  const rows = items.map((item): InboxRow => {
    const coding = codingOf(item);
    const problems = review(coding, context);
    const refusal = readReasons(item.refusal);
    const currency = coding.currency ?? context.baseCurrency;
    return {
      id: item.id,
      number: item.number,
      revision: item.revision,
      issuedOn: coding.issuedOn,
      supplier: coding.contactId ? (lists.contacts.get(coding.contactId)?.name ?? null) : null,
      fileName: firstDocument(item)?.fileName ?? null,
      reference: coding.reference,
      accountId: coding.accountId,
      category: categoryText(coding, lists),
      lineCount: coding.lines.length,
      currency,
      total: coding.total,
      taxAmount: itemTax(coding, currency),
      addedBy: item.submittedByName,
      addedAt: item.createdAt.toISOString(),
      status: itemStatus({ problems: problems.length, refusals: refusal.length }),
      problems: problems.map(({ field, message }) => ({ field, message })),
      refusals: refusal.map(({ message }) => message),
      publication: publications.get(item.id) ?? null,
    };
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
