import type { RandomBytes } from './open-zip.ts';

/** Bytes that are in memory already. */
export const bytesAtHand = (bytes: Uint8Array): RandomBytes => ({
  size: bytes.length,
  read: async (from, length) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(from, from + length),
});
