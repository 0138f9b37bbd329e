import { crc32, createDeflateRaw } from 'node:zlib';
import { through } from '#lib/documents/archive/through.ts';

/*
 * The part of the ZIP format (PKWARE's APPNOTE.TXT, 4.3) that keeps files as they are, since documents are compressed
 * already, or deflates them; with its extension (ZIP64) where there is more than the first version holds.
 */

/** A file as it is or, where its size is not known beforehand, part by part: as it is, or deflated. */
export type ZipEntry =
  | { name: string; bytes: Buffer }
  | { name: string; parts: AsyncIterable<Uint8Array>; isDeflated?: boolean };

/** What the format holds without its extension. */
const MAX_16 = 0xffff;
const MAX_32 = 0xffff_ffff;

const VERSION = 20;
const VERSION_ZIP64 = 45;
/** The name is UTF-8. */
const UTF8 = 0x0800;
/** Sum and sizes follow the bytes. */
const TOLD_AFTERWARDS = 0x0008;
const DEFLATED = 8;

/**
 * An archive of files, part by part, of which one is in memory at a time. Names are paths with `/`, and are for the caller
 * to make safe. Throws a RangeError when one file is larger than 4 GB.
 */
export async function* zipped(entries: AsyncIterable<ZipEntry>, at: Date): AsyncGenerator<Buffer> {
  const when = dosTime(at);
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const path = Buffer.from(entry.name, 'utf8');
    const about = Buffer.alloc(26);
    about.writeUInt16LE(VERSION, 0);
    about.writeUInt16LE(UTF8 | ('parts' in entry ? TOLD_AFTERWARDS : 0), 2);
    about.writeUInt16LE('parts' in entry && entry.isDeflated ? DEFLATED : 0, 4);
    about.writeUInt32LE(when, 6);
    about.writeUInt16LE(path.length, 22);
    if ('bytes' in entry) writeSizes(about, crc32(entry.bytes), entry.bytes.length, entry.bytes.length);
    yield Buffer.concat([signature(0x04034b50), about, path]);
    let end = offset + 4 + about.length + path.length;
    if ('bytes' in entry) {
      end += entry.bytes.length;
      yield entry.bytes;
    } else {
      const told = { sum: 0, size: 0 };
      let stored = 0;
      const counted = counting(entry.parts, told);
      for await (const part of entry.isDeflated ? through(counted, createDeflateRaw()) : counted) {
        stored += part.length;
        if (stored > MAX_32 || told.size > MAX_32) throw new RangeError('A file is larger than 4 GB');
        yield Buffer.from(part);
      }
      writeSizes(about, told.sum, stored, told.size);
      yield Buffer.concat([signature(0x08074b50), about.subarray(10, 22)]);
      end += stored + 16;
    }
    directory.push(centralEntry(about, path, offset));
    offset = end;
  }
  let central = 0;
  for (const entry of directory) {
    central += entry.length;
    yield entry;
  }
  yield tail(directory.length, central, offset);
}

async function* counting(parts: AsyncIterable<Uint8Array>, told: { sum: number; size: number }) {
  for await (const part of parts) {
    told.sum = crc32(part, told.sum);
    told.size += part.length;
    yield part;
  }
}

function writeSizes(about: Buffer, sum: number, stored: number, size: number): void {
  about.writeUInt32LE(sum, 10);
  about.writeUInt32LE(stored, 14);
  about.writeUInt32LE(size, 18);
}

function centralEntry(about: Buffer, path: Buffer, offset: number): Buffer {
  const isFar = offset >= MAX_32;
  const head = Buffer.from(about);
  const more = Buffer.alloc(14);
  more.writeUInt32LE(Math.min(offset, MAX_32), 10);
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(isFar ? VERSION_ZIP64 : VERSION, 0);
  const far = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    head.writeUInt16LE(VERSION_ZIP64, 0);
    head.writeUInt16LE(far.length, 24);
    far.writeUInt16LE(1, 0);
    far.writeUInt16LE(8, 2);
    far.writeBigUInt64LE(BigInt(offset), 4);
  }
  return Buffer.concat([signature(0x02014b50), madeBy, head, more, path, far]);
}

/** The end of the directory, and where it begins. */
function tail(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Math.min(entries, MAX_16), 4);
  end.writeUInt16LE(Math.min(entries, MAX_16), 6);
  end.writeUInt32LE(Math.min(size, MAX_32), 8);
  end.writeUInt32LE(Math.min(offset, MAX_32), 12);
  const plain = Buffer.concat([signature(0x06054b50), end]);
  if (entries < MAX_16 && size < MAX_32 && offset < MAX_32) return plain;
  const large = Buffer.alloc(52);
  large.writeBigUInt64LE(44n, 0);
  large.writeUInt16LE(VERSION_ZIP64, 8);
  large.writeUInt16LE(VERSION_ZIP64, 10);
  large.writeBigUInt64LE(BigInt(entries), 20);
  large.writeBigUInt64LE(BigInt(entries), 28);
  large.writeBigUInt64LE(BigInt(size), 36);
  large.writeBigUInt64LE(BigInt(offset), 44);
  const locator = Buffer.alloc(16);
  locator.writeBigUInt64LE(BigInt(offset + size), 4);
  locator.writeUInt32LE(1, 12);
  return Buffer.concat([signature(0x06064b50), large, signature(0x07064b50), locator, plain]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

/** Two seconds are the smallest step, and 1980 the first year. */
function dosTime(at: Date): number {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return date * 0x1_0000 + time;
}
