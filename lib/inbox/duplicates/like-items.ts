import { parseItemPages } from '#lib/coding/stored-pages.ts';
import type { Db } from '#lib/db.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import { shownAt } from '#lib/domain/documents/item-pages.ts';
import type { LikeItem } from '#lib/domain/likeness.ts';

/** Items by their ids, as far as they may be known to be one purchase. */
export async function likeItems(
  db: Db,
  businessId: string,
  ids: readonly string[],
  baseCurrency: string,
): Promise<Map<string, LikeItem>> {
  const items = await db.item.findMany({
    where: { businessId, id: { in: [...ids] }, deletedAt: null },
    select: {
      ...{ id: true, contactId: true, issuedOn: true, total: true, currency: true, reference: true, type: true },
      ...{ isBeingRead: true, workspace: true },
      documents: {
        orderBy: { position: 'asc' },
        select: { pages: true, document: { select: { sha256: true, pictureHash: true } } },
      },
    },
  });
  return new Map(
    items.map(({ id, documents, issuedOn, total, ...item }) => {
      const [first] = documents;
      const showsFirst = first !== undefined && shownAt(parseItemPages(first.pages), 1) === 0;
      return [
        id,
        {
          contactId: item.contactId,
          issuedOn: issuedOn && fromColumn(issuedOn),
          total: total?.toFixed() ?? null,
          currency: item.currency ?? baseCurrency,
          reference: item.reference,
          isCredit: item.type === 'CREDIT_NOTE',
          // A part of a file is not the file.
          sums: documents.filter(({ pages }) => pages === null).map(({ document }) => document.sha256),
          // What is still being read may yet turn out to say something else.
          pictureHash: showsFirst && !item.isBeingRead ? first.document.pictureHash : null,
        },
      ] as const;
    }),
  );
}
