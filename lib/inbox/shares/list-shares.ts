import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { fileFacts } from '../export/list-exports.ts';
import { itemsText, sharedItems } from './shared-item.ts';

/** A link as its business sees it. */
export type ShareRow = {
  id: string;
  /** Of the first item, and how many there are; of a file its name, and none. */
  title: string;
  items: number;
  toAddress: string | null;
  byName: string;
  /** ISO instants. */
  createdAt: string;
  expiresAt: string;
  openedAt: string | null;
  openedCount: number;
};

const MAX_LISTED = 200;

/** The links that open still, newest first. */
export async function listShares({ businessId }: BusinessScope): Promise<ShareRow[]> {
  const found = await db.share.findMany({
    where: { businessId, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    take: MAX_LISTED,
    include: { export: { select: { format: true, workspace: true, at: true } } },
  });
  return found.map(({ id, items, export: made, toAddress, byName, createdAt, expiresAt, openedAt, openedCount }) => {
    const shared = sharedItems.parse(items);
    return {
      ...{
        id,
        toAddress,
        byName,
        openedCount,
        title: made ? fileFacts(made).fileName : (shared[0]?.title ?? ''),
        items: shared.length,
      },
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      openedAt: openedAt?.toISOString() ?? null,
    };
  });
}

/** Takes a link back at once, for whoever has it. */
export async function revokeShare(scope: PersonScope, shareId: string, from: RequestOrigin): Promise<Result<null>> {
  const { businessId, actor, origin } = scope;
  return db.$transaction(async (transaction) => {
    const share = await transaction.share.findFirst({
      where: { id: shareId, businessId },
      include: { export: { select: { format: true, workspace: true, at: true } } },
    });
    const { count } = await transaction.share.deleteMany({ where: { id: shareId, businessId } });
    if (!share || count === 0) return failure('missing', 'This link was revoked already.');
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: { userId: actor.userId, name: actor.name }, action: 'linkRevoked', from },
      detail: {
        items: share.export ? fileFacts(share.export).fileName : itemsText(sharedItems.parse(share.items).length),
        to: share.toAddress ?? '',
      },
    });
    await announce(transaction, { businessId, topic: 'exports', id: null, origin });
    return ok(null);
  });
}

/** For the sweep: forgets links that are over. */
export async function pruneShares(): Promise<void> {
  await db.share.deleteMany({ where: { expiresAt: { lt: new Date() } } });
}
