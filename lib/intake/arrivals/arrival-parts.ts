import type { RandomBytes } from '#lib/documents/archive/open-zip.ts';
import { storage } from '#lib/storage/open-storage.ts';

/** An archive comes in parts of this size, each a request, so that a lost connection costs one of them. */
export const ARRIVAL_PART_BYTES = 8 * 1024 * 1024;

type Kept = { businessId: string; id: string; byteSize: number };

/** Below which the parts of an archive lie. */
export const arrivalKey = ({ businessId, id }: Pick<Kept, 'businessId' | 'id'>) => `${businessId}/arrivals/${id}`;

/** The bytes of an archive that has come, of which two parts are in memory at a time: its directory is at its end. */
export function arrivedBytes(arrival: Kept): RandomBytes {
  const held = new Map<number, Buffer>();
  const partOf = async (number: number): Promise<Buffer> => {
    const known = held.get(number);
    if (known) return known;
    const bytes = await storage().get(`${arrivalKey(arrival)}/${number}`);
    const [oldest] = held.keys();
    if (held.size > 1 && oldest !== undefined) held.delete(oldest);
    held.set(number, bytes);
    return bytes;
  };
  return {
    size: arrival.byteSize,
    async read(from, length) {
      const parts: Buffer[] = [];
      const end = Math.min(from + length, arrival.byteSize);
      for (let at = Math.max(0, from); at < end; ) {
        const bytes = await partOf(Math.floor(at / ARRIVAL_PART_BYTES));
        const start = at % ARRIVAL_PART_BYTES;
        const part = bytes.subarray(start, start + end - at);
        if (part.length === 0) break;
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    },
  };
}
