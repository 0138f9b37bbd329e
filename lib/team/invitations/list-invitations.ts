import { db } from '#lib/db.ts';
import { storedMailProblem } from '#lib/domain/mail/delivery.ts';
import { isLinkForReader } from '#lib/domain/mail/link-for-reader.ts';
import { type MailNotice, mailNotice } from '#lib/domain/mail/mail-notice.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { Role } from '#lib/domain/roles.ts';
import { env, mailServerOf } from '#lib/env.ts';
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
  /** Not while the link is for the reader of the address alone. */
  mayCopyLink: boolean;
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
      mail: { select: { kind: true, state: true, problem: true, serverText: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_LISTED,
  });
  const isSandbox = env().INTRAY_SANDBOX;
  const hasServer = mailServerOf(env()) !== null;
  const accounts = await db.user.findMany({
    where: { email: { in: rows.map(({ email }) => email) } },
    select: { email: true },
  });
  const known = new Set(accounts.map(({ email }) => email));
  const now = new Date();
  return rows.map(({ mail, ...invitation }) => ({
    ...invitation,
    isExpired: invitation.expiresAt <= now,
    mayCopyLink:
      invitation.expiresAt > now &&
      mail !== null &&
      !isLinkForReader(mail, { hasServer, hasAccount: known.has(invitation.email) }),
    mail: mail && {
      notice: mailNotice({ state: mail.state, problem: storedMailProblem(mail.problem) }, { isSandbox }),
      serverText: mail.serverText,
    },
  }));
}

/**
 * The link to pass on by other means, unless it is for the reader of the address alone. It is nowhere but in the mail, so
 * it goes when that does.
 */
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
  const mail = invitation.mailId ? await findMail(scope, invitation.mailId) : null;
  if (mail?.isLinkForReader) {
    return failure(
      'linkForReader',
      `The link is in the mail to ${mail.toAddress} alone, which shows whose address it is. Should it not arrive, look among unwanted mail, or send it again.`,
    );
  }
  return mail?.link
    ? ok({ link: mail.link })
    : failure(
        'linkGone',
        'The link is no longer kept, or can no longer be read. Send the invitation again for a new one.',
      );
}
