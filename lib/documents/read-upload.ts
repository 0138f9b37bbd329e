import { createHash } from 'node:crypto';
import { MAX_DOCUMENT_BYTES } from './document-kind.ts';

export type Upload = { bytes: Buffer; sha256: string };

/** Reads a request's body, counting as it comes: null as soon as it is larger than a document may be. */
export async function readUpload(
  body: ReadableStream<Uint8Array> | null,
  maxBytes = MAX_DOCUMENT_BYTES,
): Promise<Upload | null> {
  const parts: Uint8Array[] = [];
  const hash = createHash('sha256');
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    hash.update(value);
    parts.push(value);
  }
  return { bytes: Buffer.concat(parts, size), sha256: hash.digest('hex') };
}
