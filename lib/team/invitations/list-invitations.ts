import { db } from '#lib/db.ts';
import { storedMailProblem } from '#lib/domain/mail/delivery.ts';
import { type MailNotice, mailNotice } from '#lib/domain/mail/mail-notice.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { Role } from '#lib/domain/roles.ts';
import { env } from '#lib/env.ts';
import { findMail } from '#lib/mail/list-mails.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { invitationOver } from './send-invitation-again.ts';

/** More than that nobody manages by a page. */
const MAX_LISTED = 500;

export type OpenInvitation = {
  id: string;
  email: string;
  name: string;
  role: Role;
  invitedByName: string;
  createdAt: Date;
  expiresAt: Date;
  isExpired: boolean;
  /** What became of its mail; null once that is no longer kept. */
  mail: { notice: MailNotice; serverText: string | null } | null;
};

/** The invitations that nobody has used yet, newest first: those that have expired too, which can be sent again. */
export async function listInvitations({ businessId }: BusinessScope): Promise<OpenInvitation[]> {
  const rows = await db.invitation.findMany({
    where: { businessId, acceptedAt: null, withdrawnAt: null, replacedAt: null },
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      invitedByName: true,
      createdAt: true,
      expiresAt: true,
      mail: { select: { state: true, problem: true, serverText: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_LISTED,
  });
  const isSandbox = env().INTRAY_SANDBOX;
  const now = new Date();
  return rows.map(({ mail, ...invitation }) => ({
    ...invitation,
    isExpired: invitation.expiresAt <= now,
    mail: mail && {
      notice: mailNotice({ state: mail.state, problem: storedMailProblem(mail.problem) }, { isSandbox }),
      serverText: mail.serverText,
    },
  }));
}

/** The link to pass on by other means. It is nowhere but in the mail, so it goes when that does. */
export async function invitationLink(scope: BusinessScope, invitationId: string): Promise<Result<{ link: string }>> {
  const invitation = await db.invitation.findFirst({
    where: {
      id: invitationId,
      businessId: scope.businessId,
      acceptedAt: null,
      withdrawnAt: null,
      replacedAt: null,
    },
    select: { mailId: true },
  });
  if (!invitation) return invitationOver();
  const link = invitation.mailId ? (await findMail(scope, invitation.mailId))?.link : null;
  return link
    ? ok({ link })
    : failure(
        'linkGone',
        'The link is no longer kept, or can no longer be read. Send the invitation again for a new one.',
      );
}
