import type { Sandbox } from '../../sandbox.ts';
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
