import { ok } from '#lib/domain/result.ts';
import type { AttachmentFile, DocumentTarget, LedgerResult } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { safeFileName } from './attachment-name.ts';
import { call } from './call.ts';
import { endpointOf } from './document-endpoints.ts';

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
