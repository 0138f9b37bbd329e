import { crc32 } from 'node:zlib';

/* The part of the ZIP format (PKWARE's APPNOTE.TXT, 4.3) that keeps files as they are: documents are compressed already. */

/** A file as it is or, where its size is not known beforehand, part by part. */
export type ZipEntry = { name: string; bytes: Buffer } | { name: string; parts: AsyncIterable<Uint8Array> };

/** Files that the format holds without its extensions, and where their bytes end. */
const MAX_ENTRIES = 65_535;
export const MAX_ZIP_BYTES = 0xffff_ffff;

const VERSION = 20;
/** The name is UTF-8. */
const UTF8 = 0x0800;
/** Sum and sizes follow the bytes. */
const TOLD_AFTERWARDS = 0x0008;

/**
 * An archive of files, part by part, of which one is in memory at a time. Names are paths with `/`, and are for the caller
 * to make safe. Throws when there is more than the format holds.
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
    // Kept as it is: method 0.
    about.writeUInt32LE(when, 6);
    about.writeUInt16LE(path.length, 22);
    if ('bytes' in entry) writeSizes(about, crc32(entry.bytes), entry.bytes.length);
    if (directory.length === MAX_ENTRIES) throw tooLarge();
    yield Buffer.concat([signature(0x04034b50), about, path]);
    let end = offset + 4 + about.length + path.length;
    if ('bytes' in entry) {
      end += entry.bytes.length;
      if (end > MAX_ZIP_BYTES) throw tooLarge();
      yield entry.bytes;
    } else {
      let [sum, size] = [0, 0];
      for await (const part of entry.parts) {
        sum = crc32(part, sum);
        size += part.length;
        if (end + size > MAX_ZIP_BYTES) throw tooLarge();
        yield Buffer.from(part);
      }
      writeSizes(about, sum, size);
      yield Buffer.concat([signature(0x08074b50), about.subarray(10, 22)]);
      end += size + 16;
    }
    directory.push(centralEntry(about, path, offset));
    offset = end;
  }
  const central = Buffer.concat(directory);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(directory.length, 4);
  tail.writeUInt16LE(directory.length, 6);
  tail.writeUInt32LE(central.length, 8);
  tail.writeUInt32LE(offset, 12);
  yield Buffer.concat([central, signature(0x06054b50), tail]);
}

function writeSizes(about: Buffer, sum: number, size: number): void {
  about.writeUInt32LE(sum, 10);
  about.writeUInt32LE(size, 14);
  about.writeUInt32LE(size, 18);
}

const tooLarge = () => new RangeError('More than a ZIP file holds');

function centralEntry(about: Buffer, path: Buffer, offset: number): Buffer {
  const more = Buffer.alloc(14);
  more.writeUInt32LE(offset, 10);
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(VERSION, 0);
  return Buffer.concat([signature(0x02014b50), madeBy, about, more, path]);
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
