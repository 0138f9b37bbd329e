import { z } from 'zod';
import type { LiveSession } from '#lib/account/sessions.ts';
import { type Db, db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import { wake } from '#lib/mail/wake.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import { lockMembers } from '../lock-members.ts';
import { isConfirmed } from './close-business.ts';
import { reopenedMail } from './closing-mails.ts';

/** Each closing and opening writes to all members. */
const MAX_REOPENED_A_DAY = 3;
const DAY_MS = 86_400_000;

export type ClosedBusiness = {
  id: string;
  name: string;
  closedAt: Date;
  closedByName: string;
  deleteAt: Date;
  /** Whoever closed it, until it is deleted. */
  mayReopen: boolean;
};

/** The closed businesses that the person is a member of, those first that are deleted first. */
export async function closedBusinesses(userId: string): Promise<ClosedBusiness[]> {
  const found = await db.business.findMany({
    where: { closedAt: { not: null }, memberships: { some: { userId } } },
    select: { id: true, name: true, closedAt: true, closedByName: true, closedByUserId: true, deleteAt: true },
    orderBy: { deleteAt: 'asc' },
    take: 100,
  });
  return found.flatMap(({ closedAt, closedByName, closedByUserId, deleteAt, ...business }) =>
    closedAt && closedByName !== null && deleteAt
      ? { ...business, closedAt, closedByName, deleteAt, mayReopen: closedByUserId === userId && deleteAt > new Date() }
      : [],
  );
}

export const reopenInput = z.object({ businessId: z.uuid(), present: z.string().max(256) });

/** Opens a business again for all its members, as it was; it is connected to its books anew by an admin. */
export async function reopenBusiness(
  session: LiveSession,
  { businessId, present }: z.output<typeof reopenInput>,
  from: RequestOrigin,
): Promise<Result<{ slug: string }>> {
  const confirmed = await isConfirmed(session, present);
  if (!confirmed.ok) return confirmed;
  const opened = await db.$transaction((transaction) => reopen(transaction, businessId, session.user, from));
  if (!opened.ok) return opened;
  await wake(opened.value.mails);
  log.info({ businessId, userId: session.user.id }, 'business opened again');
  return ok({ slug: opened.value.slug });
}

async function reopen(
  transaction: Db,
  businessId: string,
  { id, name }: LiveSession['user'],
  from: RequestOrigin,
): Promise<Result<{ slug: string; mails: string[] }>> {
  const members = await lockMembers(transaction, businessId);
  const at = { gt: new Date(Date.now() - DAY_MS) };
  const times = await transaction.auditEntry.count({ where: { businessId, action: 'businessReopened', at } });
  if (times >= MAX_REOPENED_A_DAY) {
    return failure(
      'tooOften',
      'This was done too often today, and all members were written to each time. Try tomorrow.',
    );
  }
  const { count } = await transaction.business.updateMany({
    // From its day on it is being deleted, and what is left of it is nobody's any more.
    where: {
      ...{ id: businessId, closedByUserId: id, deleteAt: { gt: new Date() } },
      memberships: { some: { userId: id } },
    },
    data: { closedAt: null, closedByUserId: null, closedByName: null, deleteAt: null },
  });
  if (count === 0) {
    return failure(
      'notYours',
      'This business is open again, is deleted, or was closed by somebody else. Reload the page.',
    );
  }
  const business = await transaction.business.findUniqueOrThrow({ where: { id: businessId } });
  const by = { userId: id, name };
  await recordAudit(transaction, { businessId, userId: null, by, action: 'businessReopened', from });
  const mails = await writeMails(transaction, {
    ...{ businessId, kind: 'businessReopened', to: members.filter(({ userId }) => userId !== id) },
    content: reopenedMail(business, name),
  });
  return ok({ slug: business.slug, mails });
}
