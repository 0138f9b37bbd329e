import PostalMime, { type Email } from 'postal-mime';
import type { ReceivedMessage } from '#lib/domain/mail/delivery-report.ts';

/** A report has a handful of parts; what is nested deeper is made to hurt. */
const MAX_NESTING = 12;
const MAX_HEADERS_BYTES = 128 * 1024;

/** Takes a message apart, or as much of one as was read: it may end anywhere. Throws for what cannot be. */
export async function parseMessage(source: Buffer): Promise<ReceivedMessage> {
  const email = await PostalMime.parse(source, {
    forceRfc822Attachments: true,
    attachmentEncoding: 'utf8',
    maxNestingDepth: MAX_NESTING,
    maxHeadersSize: MAX_HEADERS_BYTES,
  });
  return {
    sender: senderOf(email),
    text: email.text ?? '',
    parts: email.attachments.map(({ mimeType, content }) => ({
      type: mimeType,
      text: typeof content === 'string' ? content : '',
    })),
  };
}

/** The envelope's, where the server kept it. */
function senderOf({ headers, from, sender }: Email): string | null {
  const envelope = headers.find(({ key }) => key === 'return-path')?.value.trim();
  if (envelope === '<>') return null;
  return envelope?.replace(/^<|>$/g, '') || from?.address || sender?.address || '';
}
