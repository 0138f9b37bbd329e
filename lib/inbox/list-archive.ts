import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { firstDocument, withFirstDocument } from '#lib/coding/item-documents.ts';
import { db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { categoryText } from '#lib/domain/coding/show-value.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import type { ExtraColumn } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Cursor, Page } from '#lib/keyset.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type ExtraCells, extraCells } from './extra-cells.ts';
import { findItems } from './find-items.ts';
import { type Found, foundIn } from './found-in.ts';
import type { ArchiveQuery } from './inbox-query.ts';
import { ownerIn } from './owner-in.ts';
import { readTexts } from './read-texts.ts';
import { searchedOf } from './searched-of.ts';

export type ArchiveRow = {
  id: string;
  number: number;
  issuedOn: CalendarDate | null;
  contact: string | null;
  fileName: string | null;
  reference: string | null;
  isCreditNote: boolean;
  category: string | null;
  currency: string;
  /** Gross; of a credit note below zero, as is the tax. */
  total: Amount | null;
  taxAmount: Amount | null;
  /** Null for what was nobody's. */
  owner: { id: string; name: string } | null;
  /** ISO instant. */
  archivedAt: string;
  publication: PublicationView | null;
  /** In an expense claim, which is published in its place. */
  isInClaim: boolean;
  /** Why a search found it; null without one. */
  found: Found | null;
  /** Of the columns that only some people show. */
  extra: ExtraCells;
};

export type ArchivePage = Page<ArchiveRow>;

/** A page of what is dealt with in a workspace. */
export async function listArchive(
  scope: BusinessScope,
  workspace: Workspace,
  query: ArchiveQuery,
  page: { after: Cursor | null; limit: number; extra?: readonly ExtraColumn[] },
): Promise<ArchivePage> {
  const { extra = [], ...part } = page;
  const found = await findItems(scope, { ...query, ...part, status: null, workspace, place: 'ARCHIVE' });
  const ids = found.rows.map(({ id }) => id);
  const [items, publications] = await Promise.all([
    db.item.findMany({
      where: { businessId: scope.businessId, id: { in: ids } },
      include: { ...withRows, ...withFirstDocument, claim: { select: { name: true } } },
      omit: { provenance: true },
    }),
    loadPublications(scope, ids),
  ]);
  const { lists, baseCurrency, organisation } = await loadReviewContext(db, scope, idsOf(entriesOf(...items)));
  const texts = query.search === '' ? new Map<string, string>() : await readTexts(ids);
  const rows = new Map(
    items.map((item): [string, ArchiveRow] => {
      const coding = codingOf(item, lists.rules);
      const currency = coding.currency ?? baseCurrency;
      const cells = extraCells(extra, item, coding, { lists, timeZone: organisation?.timeZone ?? null });
      return [
        item.id,
        {
          id: item.id,
          number: item.number,
          issuedOn: coding.issuedOn,
          contact: coding.contactId ? (lists.contacts.get(coding.contactId)?.name ?? null) : null,
          fileName: firstDocument(item)?.fileName ?? null,
          reference: coding.reference,
          isCreditNote: coding.type === 'CREDIT_NOTE',
          category: categoryText(coding, lists),
          currency,
          total: shownAmount(coding.type, coding.total),
          taxAmount: shownAmount(coding.type, itemTax(coding, lists.rules.amountDigits)),
          owner: ownerIn(coding, lists),
          archivedAt: (item.archivedAt ?? item.createdAt).toISOString(),
          publication: publications.get(item.id) ?? null,
          isInClaim: item.claimId !== null,
          found:
            query.search === ''
              ? null
              : foundIn(
                  query.search,
                  searchedOf(item, coding, { ...scope, lists, currency, readText: texts.get(item.id) }),
                  cells,
                ),
          extra: cells,
        },
      ];
    }),
  );
  return {
    rows: ids.flatMap((id) => rows.get(id) ?? []),
    next: found.next,
  };
}
