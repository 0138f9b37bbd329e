import { db } from '#lib/db.ts';
import { type Archiving, archivingText } from '#lib/domain/archiving.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { PersonScope } from '#lib/scope.ts';
import { itemToTell } from './item-to-tell.ts';

/** What archives an item of a business, and what there is to tell it by. */
export type ArchiveSetting = {
  saved: Archiving;
  /** The newest open item or, where there is none, the newest at all; null before the first. */
  example: { number: number; contact: string | null } | null;
  /** Published items that stayed in the inbox. */
  publishedInInbox: number;
};

export async function archiveSetting({ businessId }: PersonScope): Promise<ArchiveSetting> {
  const open = { businessId, place: 'INBOX', deletedAt: null } as const;
  const [saved, example, publishedInInbox] = await Promise.all([
    db.business.findUniqueOrThrow({
      where: { id: businessId },
      select: { archivesPublished: true, archivesExported: true },
    }),
    itemToTell({ ...open, status: { not: 'PUBLISHED' } }, { businessId, deletedAt: null }),
    db.item.count({ where: { ...open, status: 'PUBLISHED' } }),
  ]);
  const contact =
    example?.contactId &&
    (await db.contact.findUnique({ where: { id: example.contactId, businessId }, select: { name: true } }));
  return {
    saved,
    example: example && { number: example.number, contact: contact ? contact.name : null },
    publishedInInbox,
  };
}

/** For what is published and exported from now on: where items are, they stay. */
export async function setArchiving(
  { businessId, actor }: PersonScope,
  { archivesPublished, archivesExported }: Archiving,
  from: RequestOrigin,
): Promise<Result<null>> {
  const chosen = { archivesPublished, archivesExported };
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.business.updateMany({
      where: { id: businessId, NOT: chosen },
      data: chosen,
    });
    if (count === 0) return;
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'archivingChanged', from },
      detail: { what: archivingText(chosen) },
    });
  });
  return ok(null);
}
