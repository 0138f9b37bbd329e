import type { Db } from '#lib/db.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import type { Confirmation } from '#lib/domain/readiness/confirmation.ts';
import type { SourcedCoding } from '#lib/domain/tax-settings-changes.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { codingOf, entriesOf } from './coding-columns.ts';
import { readConfirmations } from './stored-confirmations.ts';

export type OpenCoding = SourcedCoding & {
  id: string;
  number: number;
  revision: number;
  confirmations: Confirmation[];
};

/** Open items that are looked at, the newest of them. */
export const MAX_OPEN = 2_000;

const withSources = {
  lines: { orderBy: { position: 'asc' } },
  payments: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.ItemInclude;

/** The items that are in the inbox and neither published nor on their way, the newest first, and what they are coded in. */
export async function openCodings(
  db: Db,
  businessId: string,
): Promise<{ items: OpenCoding[]; isCut: boolean; context: ReviewContext }> {
  const rows = await db.item.findMany({
    where: {
      businessId,
      place: 'INBOX',
      deletedAt: null,
      publications: { none: { state: { notIn: [...pastStates] } } },
    },
    orderBy: { number: 'desc' },
    take: MAX_OPEN + 1,
    include: withSources,
  });
  const items = rows.slice(0, MAX_OPEN);
  const context = await loadReviewContext(db, { businessId }, idsOf(entriesOf(...items)));
  return {
    context,
    isCut: rows.length > MAX_OPEN,
    items: items.map((item) => ({
      id: item.id,
      number: item.number,
      revision: item.revision,
      workspace: item.workspace,
      coding: codingOf(item, context.lists.rules),
      confirmations: readConfirmations(item.confirmations),
      sources: parseProvenance(item.provenance),
      lineSources: new Map(item.lines.map(({ id, provenance }) => [id, parseProvenance(provenance)])),
    })),
  };
}
