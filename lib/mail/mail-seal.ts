import { type MailContent, mailContentSchema } from '#lib/domain/mail/mail-content.ts';
import { decrypt, encrypt } from '#lib/secrets.ts';

/** A content at rest: encrypted, since its link may hold a token, and bound to its mail. */
export function sealContent(content: MailContent, mailId: string): string {
  return encrypt(JSON.stringify(mailContentSchema.parse(content)), mailId);
}

/** Null when no key of ENCRYPTION_KEYS opens it. */
export function openContent({ id, content }: { id: string; content: string }): MailContent | null {
  try {
    return mailContentSchema.parse(JSON.parse(decrypt(content, id)));
  } catch {
    return null;
  }
}
