import MailComposer from 'nodemailer/lib/mail-composer';
import { ID_HEADER } from '#lib/domain/mail/delivery-report.ts';
import type { MailContent } from '#lib/domain/mail/mail-content.ts';
import { mailHtml, mailText } from '#lib/domain/mail/mail-design.ts';
import type { AttachedFile } from './attached-files.ts';

export type Composed = { bouncesTo: string; to: string; messageId: string; message: Buffer };

/** The bytes of a mail (RFC 5322), plain and HTML. A program wrote it, which absence notes do not answer (RFC 3834). */
export async function compose(
  { from, bouncesTo }: { from: string; bouncesTo: string },
  mail: { toName: string; toAddress: string; messageId: string; askedAt: Date; replyTo?: string | null },
  content: MailContent,
  attachments: readonly AttachedFile[] = [],
): Promise<Composed> {
  const composer = new MailComposer({
    from: { name: 'Intray', address: from },
    to: { name: mail.toName, address: mail.toAddress },
    subject: content.title,
    date: mail.askedAt,
    messageId: mail.messageId,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    attachments: [...attachments],
    headers: { 'Auto-Submitted': 'auto-generated', [ID_HEADER]: mail.messageId },
    text: mailText(content),
    html: mailHtml(content),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { toAddress: to, messageId } = mail;
  return { bouncesTo, to, messageId, message: await composer.compile().build() };
}
