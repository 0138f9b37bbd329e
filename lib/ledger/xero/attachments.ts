import { ok } from '#lib/domain/result.ts';
import type { AttachmentFile, DocumentTarget, LedgerResult } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { endpointOf } from './document-endpoints.ts';

const MAX_NAME_CHARACTERS = 100;

/** Attaches a file to a posted document. A second one with the same name takes the place of the first. */
export async function attach(
  session: LedgerSession,
  { kind, ledgerId }: DocumentTarget,
  file: AttachmentFile,
  idempotencyKey: string,
): LedgerResult<void> {
  const safe = { name: safeFileName(file.fileName, file.mimeType), bytes: file.bytes, mimeType: file.mimeType };
  const answer = await call(session, { isWrite: true }, (api) =>
    endpointOf(kind).attach(api, session.organisationId, ledgerId, safe, idempotencyKey),
  );
  return answer.ok ? ok(undefined) : answer;
}

export async function attachments(
  session: LedgerSession,
  { kind, ledgerId }: DocumentTarget,
): LedgerResult<{ fileName: string; byteSize: number }[]> {
  const answer = await call(session, { isWrite: false }, (api) =>
    endpointOf(kind).attachments(api, session.organisationId, ledgerId),
  );
  if (!answer.ok) return answer;
  return ok(
    answer.value.map(({ fileName, contentLength }) => ({
      fileName: fileName ?? '',
      byteSize: contentLength ?? 0,
    })),
  );
}

/** Xero goes by a name's extension, and shows a file whose content is another as one that loads for ever. */
const extensions: Record<string, readonly string[]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/gif': ['.gif'],
};

export const attachmentMimeTypes: readonly string[] = Object.keys(extensions);

/** Xero forbids some characters, and has failed on spaces and accents: letters, digits, dots and dashes remain. */
export function safeFileName(fileName: string, mimeType: string): string {
  const plain = fileName
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-');
  const fitting = extensions[mimeType] ?? [''];
  const extension = fitting.find((one) => plain.toLowerCase().endsWith(one)) ?? fitting[0] ?? '';
  const stem = plain.toLowerCase().endsWith(extension) ? plain.slice(0, plain.length - extension.length) : plain;
  const trimmed = stem.replace(/^[.-]+|[.-]+$/g, '').slice(0, MAX_NAME_CHARACTERS - extension.length);
  return `${trimmed || 'document'}${extension}`;
}
