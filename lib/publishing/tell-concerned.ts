import type { Db } from '#lib/db.ts';
import type { NoticeKind } from '#lib/domain/notice.ts';
import { writeNotices, writeNoticesToAdmins } from '#lib/events/write-notices.ts';
import type { Publication } from '#prisma/generated/client.ts';

/**
 * Tells those whom the end of a publication concerns: the person who asked for it and whose item it is. What was published
 * by itself has nobody who asked and, where nobody owns it, concerns the admins.
 */
export async function tellConcerned(
  transaction: Db,
  of: Pick<Publication, 'businessId' | 'itemId' | 'requestedByKind' | 'requestedById'>,
  { kind, text }: { kind: NoticeKind; text: string },
): Promise<void> {
  const { businessId, itemId } = of;
  const { owner } = await transaction.item.findUniqueOrThrow({
    where: { id: itemId },
    select: { owner: { select: { userId: true } } },
  });
  const asker = of.requestedByKind === 'PERSON' ? of.requestedById : null;
  const concerned = [asker, owner?.userId].filter((userId) => typeof userId === 'string');
  const notice = { businessId, itemId, kind, text, byUserId: null };
  if (concerned.length > 0) await writeNotices(transaction, concerned, notice);
  else await writeNoticesToAdmins(transaction, notice);
}
