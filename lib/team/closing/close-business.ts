import { z } from 'zod';
import { confirmByPassword } from '#lib/account/confirm-person.ts';
import type { LiveSession } from '#lib/account/sessions.ts';
import { secondFactorFirst } from '#lib/account/two-factor/second-factor-first.ts';
import { afterEnd, endAtLedger, endHere } from '#lib/connecting/disconnect.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import { log } from '#lib/log.ts';
import { takeBackMails } from '#lib/mail/take-back-mails.ts';
import { wake } from '#lib/mail/wake.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { type LockedMember, lockMembers, mayStill, noLongerAdmin } from '../lock-members.ts';
import { day } from '../team-mails.ts';
import { closedMail } from './closing-mails.ts';

/** From the closing to the deletion. */
export const KEPT_DAYS = 30;

export const closeInput = z.object({
  /** As the person typed it. */
  name: z.string().max(200),
  present: z.string().max(256),
});

/**
 * Closes a business: nobody reaches it any more, its connection is ended here and at the ledger, what was queued returns
 * to its items, open invitations are withdrawn, and all members are written to. All else is kept for `KEPT_DAYS`, in
 * which whoever closed it may open it again; then it is deleted. Refused while anything is on its way to the books, of
 * which nobody would learn what became of it.
 */
export async function closeBusiness(
  scope: PersonScope,
  session: LiveSession,
  { name, present }: z.output<typeof closeInput>,
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId } = scope;
  const business = await db.business.findUniqueOrThrow({ where: { id: businessId }, select: { name: true } });
  if (comparable(name) !== comparable(business.name)) return nameWrong;
  const confirmed = await isConfirmed(session, present);
  if (!confirmed.ok) return confirmed;
  // The connection is ended for good: not by one who may not, and not twice.
  const asked = await db.$transaction((transaction) => mayClose(transaction, scope));
  if (!asked.ok) return asked;
  if (await isPublishing(businessId)) return publishing;
  const connection = await liveConnection(db, businessId);
  if (connection) {
    const ended = await endAtLedger(connection);
    if (!ended.ok) return ended;
  }
  const closed = await db.$transaction(async (transaction) => {
    const done = await close(transaction, scope, from);
    // Both or neither: a business that is open without its connection would be one that nobody asked for.
    if (done.ok && connection) await endHere(transaction, scope, connection.id);
    return done;
  });
  if (!closed.ok) return closed;
  if (connection) await afterEnd(scope, connection.id);
  await wake(closed.value);
  log.info({ businessId, userId: scope.actor.userId }, 'business closed');
  return ok(null);
}

/** What the accounting software is called whose connection would end; null without one. */
export async function ledgerToEnd({ businessId }: BusinessScope): Promise<string | null> {
  const connection = await liveConnection(db, businessId);
  return connection && ledgerTitle(storedLedger(connection));
}

async function mayClose(transaction: Db, scope: PersonScope): Promise<Result<LockedMember[]>> {
  const { businessId } = scope;
  const members = await lockMembers(transaction, businessId);
  if (!mayStill(scope, members)) return noLongerAdmin();
  return (await transaction.business.count({ where: { id: businessId, closedAt: null } })) > 0 ? ok(members) : isClosed;
}

async function close(transaction: Db, scope: PersonScope, from: RequestOrigin): Promise<Result<string[]>> {
  const { businessId, actor } = scope;
  const asked = await mayClose(transaction, scope);
  if (!asked.ok) return asked;
  const members = asked.value;
  const now = new Date();
  const deleteAt = new Date(now.getTime() + KEPT_DAYS * 86_400_000);
  const { count } = await transaction.business.updateMany({
    where: { id: businessId, closedAt: null },
    data: { closedAt: now, closedByUserId: actor.userId, closedByName: actor.name, deleteAt },
  });
  if (count === 0) return isClosed;
  const business = await transaction.business.findUniqueOrThrow({ where: { id: businessId } });
  const withdrawn = await transaction.invitation.updateManyAndReturn({
    where: { businessId, acceptedAt: null, withdrawnAt: null, replacedAt: null },
    data: { withdrawnAt: now },
    select: { mailId: true },
  });
  await takeBackMails(
    transaction,
    businessId,
    withdrawn.map(({ mailId }) => mailId),
  );
  await recordAudit(transaction, {
    ...{ businessId, userId: null, by: actor, from },
    action: 'businessClosed',
    detail: { until: day.format(deleteAt) },
  });
  const told = members.map(({ userId: id }) => ({ businessId, topic: 'team', id }) as const);
  await announce(transaction, ...told);
  const mails: string[] = [];
  for (const member of members) {
    const content = closedMail(business, { by: actor.name, deleteAt, isOwn: member.userId === actor.userId });
    mails.push(...(await writeMails(transaction, { businessId, kind: 'businessClosed', to: [member], content })));
  }
  return ok(mails);
}

/** The password also in a fresh session, and a second factor of whoever has one. */
export async function isConfirmed(session: LiveSession, present: string): Promise<Result<unknown>> {
  const shown = await secondFactorFirst(session);
  return shown.ok ? confirmByPassword(session, present) : shown;
}

/** What a connection that has ended left behind is never finished, and so is not waited for. */
async function isPublishing(businessId: string): Promise<boolean> {
  const underWay = await db.publication.findFirst({
    where: {
      businessId,
      state: { in: ['SENDING', 'UNCERTAIN', 'POSTED'] },
      connection: { status: { not: 'DISCONNECTED' } },
    },
    select: { id: true },
  });
  return underWay !== null;
}

const nameWrong = failure('nameWrong', 'Nothing was changed: look at the marked field.', {
  fields: { name: 'This is not the name of the business.' },
});

const isClosed = failure('closed', 'This business was closed a moment ago. Reload the page.');

const publishing = failure(
  'publishing',
  'Something is being published at this moment, and would be in the books without anybody knowing. Nothing was changed: wait until it is done, then close the business.',
);
