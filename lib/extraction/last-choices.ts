import type { Db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';

/** How the last item of a contact was coded that a person had a hand in or that is in the books. */
export type LastChoices = { accountId: string | null; taxRateId: string | null; itemNumber: number; because: string };

/** Null for a contact that nothing was coded for yet. */
export async function lastChoices(
  db: Db,
  {
    businessId,
    workspace,
    contact,
    exceptItemId,
  }: { businessId: string; workspace: Workspace; contact: { id: string; name: string }; exceptItemId: string },
): Promise<LastChoices | null> {
  const item = await db.item.findFirst({
    where: {
      ...{ businessId, workspace, contactId: contact.id, deletedAt: null },
      id: { not: exceptItemId },
      OR: [{ accountId: { not: null } }, { lines: { some: { accountId: { not: null } } } }],
    },
    orderBy: { number: 'desc' },
    select: {
      number: true,
      accountId: true,
      taxRateId: true,
      lines: { orderBy: { position: 'asc' }, take: 1, select: { accountId: true, taxRateId: true } },
    },
  });
  if (!item) return null;
  const { accountId, taxRateId } = item.lines[0] ?? item;
  return {
    ...{ accountId, taxRateId, itemNumber: item.number },
    because: `As item ${item.number} of ${isolated(contact.name)}`,
  };
}
