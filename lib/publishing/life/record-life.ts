import { db } from '#lib/db.ts';
import { isGone, type LifeNews, lifeNews, looksAgainAt, type SeenLife } from '#lib/domain/publication/life.ts';
import { announce } from '#lib/events/announce.ts';
import { ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import { recordEvent } from '../publication-events.ts';
import { readLife, storedLife } from '../stored-life.ts';
import { tellConcerned } from '../tell-concerned.ts';

/**
 * Keeps what was seen of a publication's document and, where something of it is new, tells so in the item's history and
 * to open pages. Nothing that is no longer published changes. Gives what is new.
 */
export async function recordLife(publicationId: string, life: SeenLife): Promise<LifeNews | null> {
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Publication" WHERE "id" = ${publicationId}::uuid FOR UPDATE`;
    const publication = await transaction.publication.findUnique({
      where: { id: publicationId, state: { in: ['POSTED', 'COMPLETE'] } },
      include: { connection: { select: { ledger: true } } },
    });
    if (!publication) return null;
    const now = new Date();
    const { businessId, itemId, publishAs, requestedAt, postedAt } = publication;
    const news = lifeNews(readLife(publication), life, publishAs);
    await transaction.publication.update({
      where: { id: publicationId },
      data: {
        lifeStatus: life.status,
        life: storedLife(life),
        lifeSeenAt: now,
        ...(news && news.removed.length > 0 && { takenBackAt: now }),
        lookAt: looksAgainAt(life, postedAt ?? requestedAt, now),
      },
    });
    if (news) {
      await recordEvent(transaction, publication, 'changedInBooks', { ...news }, 'ledger');
      await announce(transaction, { businessId, topic: 'items', id: itemId });
    }
    if (news?.isMoved && isGone(news.status)) {
      const title = ledgerTitle(storedLedger(publication.connection));
      // Its item is in the archive, where nobody looks for that.
      const text = `It was ${news.status === 'VOIDED' ? 'voided' : 'deleted'} in ${title}.`;
      await tellConcerned(transaction, publication, { kind: 'goneFromBooks', text });
    }
    return news;
  });
}
