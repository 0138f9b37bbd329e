import { createHash } from 'node:crypto';
import { MAX_DOCUMENT_BYTES, refusalMessages } from '#lib/documents/document-kind.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';

export type Upload = { bytes: Buffer; sha256: string };

/**
 * Reads a request's body, counting as it comes. Fails with `tooLarge` as soon as it is larger than a document may be,
 * and with `brokenOff` when the sender goes away before its end.
 */
export async function readUpload(
  body: ReadableStream<Uint8Array> | null,
  maxBytes = MAX_DOCUMENT_BYTES,
): Promise<Result<Upload>> {
  const parts: Uint8Array[] = [];
  const hash = createHash('sha256');
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const part = await reader.read().catch(() => null);
    if (!part) return failure('brokenOff', 'The connection broke off before all had come. Nothing was added.');
    if (part.done) break;
    size += part.value.length;
    if (size > maxBytes) {
      await reader.cancel();
      return failure('tooLarge', refusalMessages.tooLarge);
    }
    hash.update(part.value);
    parts.push(part.value);
  }
  return ok({ bytes: Buffer.concat(parts, size), sha256: hash.digest('hex') });
}
