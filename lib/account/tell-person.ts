import type { UserSummary } from '#lib/authorise.ts';
import type { Db } from '#lib/db.ts';
import type { AuditAction, AuditDetail } from '#lib/domain/audit.ts';
import { deviceWords } from '#lib/domain/device-words.ts';
import type { MailKind } from '#lib/domain/mail/mail-content.ts';
import { accountPaths } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import { notYou, timeWords } from './account-mails.ts';

/** Something that changed about how a person signs in. */
export type SignInChange = {
  user: UserSummary;
  /** Null when it was Intray’s operator, who has no session. */
  by: { userId: string; name: string } | null;
  action: AuditAction & MailKind;
  detail?: AuditDetail;
  from: RequestOrigin | null;
  /** The mail: what happened, and what it means. */
  title: string;
  paragraphs: readonly string[];
};

/**
 * Writes the change into the audit and to the person, in the transaction that makes it: whoever changes how somebody
 * signs in cannot hide it from them. The sweep has the mail sent.
 */
export async function tellPerson(transaction: Db, change: SignInChange): Promise<void> {
  const { user, by, action, detail, from, title, paragraphs } = change;
  await recordAudit(transaction, {
    businessId: null,
    userId: user.id,
    by,
    action,
    ...(detail && { detail }),
    from: from ?? undefined,
  });
  const reader = await transaction.user.findUniqueOrThrow({ where: { id: user.id }, select: { preferences: true } });
  // A mail may come late.
  const when = `It was done on ${timeWords(new Date(), reader)}`;
  const where = from ? `${when} with ${deviceWords(from.device)}, from the address ${from.address}.` : `${when}.`;
  await writeMails(transaction, {
    businessId: null,
    kind: action,
    to: [user],
    content: {
      title,
      paragraphs: [...paragraphs, where, by ? notYou() : 'If you did not ask for it, tell whoever runs Intray.'],
      button: { label: 'Look at how you sign in', url: `${env().APP_URL}${accountPaths.security}` },
      footer: 'You get this because it is about the security of your account in Intray. Such mails always come.',
    },
  });
}
