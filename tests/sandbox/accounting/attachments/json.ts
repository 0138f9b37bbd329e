import type { Sandbox } from '../../sandbox.ts';
import type { ApiCall } from '../api/context.ts';
import type { Attachment } from './record.ts';

export function attachmentJson(sandbox: Sandbox, attachment: Attachment) {
  const { endpoint, ownerId, fileName } = attachment;
  return {
    AttachmentID: attachment.id,
    FileName: fileName,
    Url: `${sandbox.origin}/api.xro/2.0/${endpoint}/${ownerId}/Attachments/${encodeURIComponent(fileName)}`,
    MimeType: attachment.mimeType,
    ContentLength: attachment.contentLength,
    ...(attachment.includeOnline && { IncludeOnline: true }),
  };
}

/** The files of a document that is read alone, where it has some. */
export function attachmentsJson({ books, sandbox }: Pick<ApiCall, 'books' | 'sandbox'>, ownerId: string) {
  const files = books.attachments.find('owner', ownerId);
  return files.length > 0 ? { Attachments: files.map((file) => attachmentJson(sandbox, file)) } : {};
}
