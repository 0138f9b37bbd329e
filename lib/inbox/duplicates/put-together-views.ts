import { z } from 'zod';
import { withFirstDocument } from '#lib/coding/item-documents.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { type Db, db } from '#lib/db.ts';
import { actorMay, seesAllItems } from '#lib/domain/actor.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { documentView } from '../document-view.ts';
import type { ComparedSide } from './like-views.ts';

/** An item that was put into the one that is looked at by itself, of which nobody has said that it was right. */
export type PutTogether = ComparedSide & {
  fileName: string | null;
  addedBy: string | null;
  /** ISO instant. */
  addedAt: string;
};

/** More are not told of at once. */
const MAX_TOLD = 5;

/** What was put into an item by itself and nobody has looked at since, the newest first. */
export async function loadPutTogether(scope: BusinessScope, itemId: string): Promise<PutTogether[]> {
  if (!seesAllItems(scope.actor) || !actorMay(scope.actor, 'items.edit')) return [];
  const items = await db.item.findMany({
    where: { businessId: scope.businessId, mergedIntoId: itemId, isAutoMerged: true },
    orderBy: { number: 'desc' },
    take: MAX_TOLD,
    include: withFirstDocument,
  });
  return items.map((item) => {
    const document = documentView(item.documents);
    const { id, number, workspace, reference, currency, contactName } = item;
    return {
      ...{ id, number, workspace, reference, currency, contact: contactName || null },
      status: 'Put together by itself',
      issuedOn: item.issuedOn && fromColumn(item.issuedOn),
      total: item.total?.toFixed(2) ?? null,
      sheet: document?.sheets[0] ?? null,
      fileName: document?.fileName ?? null,
      addedBy: item.submittedByName,
      addedAt: item.createdAt.toISOString(),
    };
  });
}

/** Of each of these items, the numbers of those that were put into it by themselves and that nobody has looked at. */
export async function putTogetherIn(
  db: Db,
  { businessId, actor }: BusinessScope,
  itemIds: readonly string[],
): Promise<Map<string, number[]>> {
  if (!seesAllItems(actor) || itemIds.length === 0) return new Map();
  const items = await db.item.findMany({
    where: { businessId, isAutoMerged: true, mergedIntoId: { in: [...itemIds] } },
    orderBy: { number: 'asc' },
    select: { number: true, mergedIntoId: true },
  });
  const byLead = Map.groupBy(items, ({ mergedIntoId }) => mergedIntoId ?? '');
  return new Map([...byLead].map(([id, inside]) => [id, inside.map(({ number }) => number)]));
}

/** What lists say of it; null where there is nothing. */
export function putTogetherText(numbers: readonly number[] | undefined): string | null {
  if (!numbers || numbers.length === 0) return null;
  const items = numbers.map((number) => `Item ${number}`).join(', ');
  const were = numbers.length === 1 ? 'was' : 'were';
  return `${items} ${were} the same purchase and ${were} put together with this one by itself. Open it to compare, or to take it apart.`;
}

export const agreeInput = z.object({ leadId: z.uuid(), itemIds: z.array(z.uuid()).min(1).max(50) });

/** Somebody has looked at what was put together by itself and says that it is right: nobody is told of it any more. */
export function agreeToMerge(
  scope: BusinessScope,
  { leadId, itemIds }: z.output<typeof agreeInput>,
): Promise<Result<null>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    const lead = await transaction.item.findFirst({ where: { ...visibleItems(scope), id: leadId } });
    const inside = await transaction.item.findMany({
      where: { businessId, id: { in: itemIds }, mergedIntoId: leadId, isAutoMerged: true },
      orderBy: { number: 'asc' },
      select: { id: true, number: true },
    });
    if (!lead || inside.length === 0) {
      return failure('missing', 'Somebody has answered this already. Reload the page.');
    }
    await transaction.item.updateMany({
      where: { id: { in: inside.map(({ id }) => id) } },
      data: { isAutoMerged: false },
    });
    const because = `The same purchase as item ${inside.map(({ number }) => number).join(', ')}, as it was put together.`;
    await transaction.itemEvent.create({ data: { ...byActor(scope, leadId, 'confirmed'), detail: { because } } });
    await announce(transaction, { businessId, topic: 'items', id: leadId, origin });
    return ok(null);
  });
}
