import { crc32, createInflateRaw } from 'node:zlib';
import { through } from './through.ts';

/*
 * Reads archives that anybody may have made (PKWARE's APPNOTE.TXT, 4.3), from their directory at the end. What it says is
 * believed of nothing: names, sizes, places and sums are checked, and no name ever becomes a path.
 */

/** Bytes of a file, wherever they lie. Fewer come where it ends. */
export type RandomBytes = { size: number; read: (from: number, length: number) => Promise<Buffer> };

export type ZipFile = { name: string; offset: number; stored: number; size: number; sum: number; isDeflated: boolean };

/** What is wrong with an archive, in words for its log; people are told that it is damaged. */
export class BrokenZip extends Error {}

/** More files than whoever opens it takes. */
export class TooManyEntries extends BrokenZip {}

const broken = (what: string) => new BrokenZip(what);

const LONGEST_COMMENT = 65_557;
const PART = 256 * 1024;
/** No text deflates better; what claims to is made to fill a disk. */
const MAX_RATIO = 1_050;

/** An entry as the directory tells of it, with what keeps it from being read. */
export type ZipEntryFound = ZipFile & { fault: 'encrypted' | 'method' | 'growing' | null };

const faultWords = {
  encrypted: 'an encrypted file',
  method: 'a method that is not known here',
  growing: 'a file that grows beyond reason',
} as const;

/** The files of an archive by their names. Throws a BrokenZip for what is none, is cut off, or is not what it seems. */
export async function openZip(
  bytes: RandomBytes,
  { maxEntries }: { maxEntries: number },
): Promise<Map<string, ZipFile>> {
  const files = new Map<string, ZipFile>();
  for (const { fault, ...file } of await zipEntries(bytes, { maxEntries })) {
    if (fault) throw broken(faultWords[fault]);
    if (files.has(file.name)) throw broken('a name twice');
    files.set(file.name, file);
  }
  return files;
}

/**
 * The files of an archive in the order of its directory, also those that can't be read, with why: so that the others can.
 * Throws a BrokenZip for what is no archive or is not what it seems.
 */
export async function zipEntries(bytes: RandomBytes, { maxEntries }: { maxEntries: number }): Promise<ZipEntryFound[]> {
  const { entries, size, offset } = await directoryOf(bytes);
  if (entries > maxEntries) throw new TooManyEntries('more files than there may be');
  if (offset + size > bytes.size || size > maxEntries * 400) throw broken('a directory that is not in the file');
  const files: ZipEntryFound[] = [];
  let window: Buffer = Buffer.alloc(0);
  let [at, begin] = [offset, offset];
  const take = async (length: number): Promise<Buffer> => {
    if (at + length > offset + size) throw broken('a directory that ends early');
    if (at + length > begin + window.length) {
      begin = at;
      window = await bytes.read(at, Math.min(Math.max(PART, length), offset + size - at));
      if (window.length < length) throw broken('a directory that is cut off');
    }
    const taken = window.subarray(at - begin, at - begin + length);
    at += length;
    return taken;
  };
  for (let left = entries; left > 0; left--) {
    const head = await take(46);
    if (head.readUInt32LE(0) !== 0x02014b50) throw broken('no entry where one should be');
    const [flags, method] = [head.readUInt16LE(8), head.readUInt16LE(10)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => head.readUInt16LE(place));
    const told = { size: head.readUInt32LE(24), stored: head.readUInt32LE(20), offset: head.readUInt32LE(42) };
    const sum = head.readUInt32LE(16);
    const name = nameOf(await take(nameLength ?? 0));
    const extra = Buffer.from(await take(extraLength ?? 0));
    await take(commentLength ?? 0);
    const [size, stored, offset] = widened(extra, [told.size, told.stored, told.offset]);
    if (name.endsWith('/') && size === 0) continue;
    const fault =
      flags & ENCRYPTED
        ? 'encrypted'
        : method !== 0 && method !== 8
          ? 'method'
          : size > 64 * 1024 + stored * MAX_RATIO
            ? 'growing'
            : null;
    files.push({ name, offset, stored, size, sum, isDeflated: method === 8, fault });
  }
  // Files that lie in one another would be read many times over.
  let end = 0;
  for (const file of files.toSorted((one, other) => one.offset - other.offset)) {
    if (file.offset < end) throw broken('files that lie in one another');
    end = file.offset + 30 + file.stored;
    if (end > offset) throw broken('a file that is not there');
  }
  return files;
}

/** Encrypted, strongly so, or with a hidden directory. */
const ENCRYPTED = 0x2041;

/**
 * A name in UTF-8, or as packers wrote names before they knew it: in the letters of their first screens. What says that it is
 * UTF-8 is believed no more than the rest: bytes that are none are read as those.
 */
function nameOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : (CP437[byte - 0x80] ?? ''))).join('');
  }
}

/** What the bytes from 0x80 on are in code page 437. */
const CP437 = [
  ...'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧',
  ...'╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
];

async function directoryOf(bytes: RandomBytes): Promise<{ entries: number; size: number; offset: number }> {
  const length = Math.min(bytes.size, LONGEST_COMMENT);
  const tail = await bytes.read(bytes.size - length, length);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || tail.length - at < 22) throw broken('no end of a ZIP file');
  const plain = {
    entries: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  if (at < 20 || tail.readUInt32LE(at - 20) !== 0x07064b50) return plain;
  const place = Number(tail.readBigUInt64LE(at - 12));
  if (place + 56 > bytes.size) throw broken('a directory that is not in the file');
  const large = await bytes.read(place, 56);
  if (large.length < 56 || large.readUInt32LE(0) !== 0x06064b50) throw broken('no directory where it should be');
  const number = (offset: number) => Number(large.readBigUInt64LE(offset));
  return { entries: number(32), size: number(40), offset: number(48) };
}

/** Numbers that did not fit stand behind, in their order. */
function widened(extra: Buffer, numbers: [number, number, number]): [number, number, number] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    return numbers.map((number) => {
      if (number !== 0xffff_ffff || place + 8 > extra.length) return number;
      place += 8;
      return Number(extra.readBigUInt64LE(place - 8));
    }) as [number, number, number];
  }
  return numbers;
}

/** A file of the archive, part by part. Throws a BrokenZip at its end when it is not what the directory says. */
export async function* unzipped(bytes: RandomBytes, file: ZipFile): AsyncGenerator<Buffer> {
  let [size, sum] = [0, 0];
  for await (const part of file.isDeflated ? inflated(stored(bytes, file)) : stored(bytes, file)) {
    size += part.length;
    if (size > file.size) break;
    sum = crc32(part, sum);
    yield part;
  }
  if (size !== file.size || sum !== file.sum) throw broken(`${file.name} is not as the directory says`);
}

async function* stored(bytes: RandomBytes, file: ZipFile): AsyncGenerator<Buffer> {
  const head = await bytes.read(file.offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw broken('no file where one should be');
  let at = file.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  for (let left = file.stored; left > 0; ) {
    const part = await bytes.read(at, Math.min(PART, left));
    if (part.length === 0) throw broken('a file that is cut off');
    yield part;
    at += part.length;
    left -= part.length;
  }
}

async function* inflated(parts: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* through(parts, createInflateRaw());
  } catch (error) {
    const isDeflating = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw isDeflating ? broken('bytes that do not inflate') : error;
  }
}
