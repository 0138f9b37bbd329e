import { z } from 'zod';
import { storage } from '#lib/storage/open-storage.ts';

const mailAttachment = z.object({
  fileName: z.string().max(500),
  mimeType: z.string().max(100),
  storageKey: z.string().max(300),
});

/** A file of the storage that goes with a mail. */
export type MailAttachment = z.infer<typeof mailAttachment>;

export type AttachedFile = { filename: string; contentType: string; content: Buffer };

/** Files of one mail together: what most mailboxes take, once it is written in letters (a third more). */
export const MAX_ATTACHED_BYTES = 10_000_000;
export const MAX_ATTACHED = 20;

/** The files as they are now; null when one is not there any more, and the mail cannot be sent as it was meant. */
export async function attachedFiles(stored: unknown): Promise<AttachedFile[] | null> {
  const attachments = z
    .array(mailAttachment)
    .max(MAX_ATTACHED)
    .parse(stored ?? []);
  const files: AttachedFile[] = [];
  for (const { fileName, mimeType, storageKey } of attachments) {
    const content = await storage()
      .get(storageKey)
      .catch(() => null);
    if (!content) return null;
    files.push({ filename: fileName, contentType: mimeType, content });
  }
  return files;
}
