import { MAX_PIXELS } from '../document-kind.ts';
import type { Pixels } from './pdf.ts';
import { Refusal } from './refusal.ts';

/*
 * Windows' bitmaps (BITMAPINFOHEADER and what followed it), which libvips does not read: 1, 4, 8, 16, 24 and 32 bits a pixel,
 * plain, with masks, or packed by runs.
 */

const [PLAIN, RLE8, RLE4, MASKS, MASKS_WITH_ALPHA] = [0, 1, 2, 3, 6];

type Head = {
  width: number;
  height: number;
  isTopDown: boolean;
  bits: number;
  packing: number;
  pixelsAt: number;
  paletteAt: number;
  paletteStep: number;
  colours: number;
  headAt: number;
  headSize: number;
};

/** The picture as RGBA pixels, from its top. Throws a Refusal for what is damaged or too large. */
export function decodeBmp(bytes: Uint8Array): Pixels {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const head = headOf(file);
    const data = new Uint8Array(head.width * head.height * 4).fill(255);
    if (head.packing === RLE8 || head.packing === RLE4) unpack(file, head, data);
    else if (head.bits <= 8) fromPalette(file, head, data);
    else fromMasks(file, head, data);
    return { data, width: head.width, height: head.height };
  } catch (error) {
    // What is read beyond the end.
    throw error instanceof RangeError ? new Refusal('broken') : error;
  }
}

function headOf(file: Buffer): Head {
  const headSize = file.readUInt32LE(14);
  const isOld = headSize === 12;
  if (!isOld && headSize < 40) throw new Refusal('broken');
  const width = isOld ? file.readUInt16LE(18) : file.readInt32LE(18);
  const signed = isOld ? file.readInt16LE(20) : file.readInt32LE(22);
  const height = Math.abs(signed);
  if (width < 1 || height < 1) throw new Refusal('broken');
  if (width * height > MAX_PIXELS) throw new Refusal('tooManyPixels');
  const bits = file.readUInt16LE(isOld ? 24 : 28);
  const packing = isOld ? PLAIN : file.readUInt32LE(30);
  const fits = { [RLE8]: [8], [RLE4]: [4], [MASKS]: [16, 32], [MASKS_WITH_ALPHA]: [16, 32] }[packing];
  if (!(packing === PLAIN ? [1, 4, 8, 16, 24, 32] : fits)?.includes(bits)) throw new Refusal('broken');
  const named = isOld ? 0 : file.readUInt32LE(46);
  const head = { width, height, isTopDown: signed < 0, bits, packing, headAt: 14, headSize };
  const pixelsAt = file.readUInt32LE(10);
  // A picture of many pixels takes as many bits, unless it is packed.
  const isPlain = packing !== RLE8 && packing !== RLE4;
  if (isPlain && pixelsAt + rowBytes(head) * (height - 1) > file.length) throw new Refusal('broken');
  return {
    ...head,
    pixelsAt,
    paletteAt: 14 + headSize,
    paletteStep: isOld ? 3 : 4,
    colours: bits <= 8 ? Math.min(named || 1 << bits, 1 << bits) : 0,
  };
}

/** Rows end on four bytes. */
const rowBytes = ({ width, bits }: Pick<Head, 'width' | 'bits'>) => Math.floor((width * bits + 31) / 32) * 4;

const rowOf = ({ height, isTopDown }: Head, line: number) => (isTopDown ? line : height - 1 - line);

function paletteOf(file: Buffer, { paletteAt, paletteStep, colours }: Head): Uint8Array {
  const palette = new Uint8Array(256 * 3);
  for (let colour = 0; colour < colours; colour++) {
    const at = paletteAt + colour * paletteStep;
    palette.set([file.readUInt8(at + 2), file.readUInt8(at + 1), file.readUInt8(at)], colour * 3);
  }
  return palette;
}

function fromPalette(file: Buffer, head: Head, data: Uint8Array): void {
  const { width, height, bits, pixelsAt } = head;
  const palette = paletteOf(file, head);
  const perByte = 8 / bits;
  for (let line = 0; line < height; line++) {
    const from = pixelsAt + line * rowBytes(head);
    let to = rowOf(head, line) * width * 4;
    for (let x = 0; x < width; x++, to += 4) {
      const byte = file.readUInt8(from + Math.floor(x / perByte));
      const colour = (byte >> (8 - bits - (x % perByte) * bits)) & ((1 << bits) - 1);
      data.set(palette.subarray(colour * 3, colour * 3 + 3), to);
    }
  }
}

function fromMasks(file: Buffer, head: Head, data: Uint8Array): void {
  const { width, height, bits, pixelsAt } = head;
  const channels = masksOf(file, head).map((mask) => channelOf(mask));
  const step = bits / 8;
  for (let line = 0; line < height; line++) {
    let from = pixelsAt + line * rowBytes(head);
    let to = rowOf(head, line) * width * 4;
    for (let x = 0; x < width; x++, from += step, to += 4) {
      const pixel =
        step === 2 ? file.readUInt16LE(from) : step === 3 ? file.readUIntLE(from, 3) : file.readUInt32LE(from);
      for (let channel = 0; channel < 3; channel++) data[to + channel] = channels[channel]?.(pixel) ?? 0;
    }
  }
}

/** Of red, green and blue; how much shines through is not asked, since many programs write zeros there. */
function masksOf(file: Buffer, { bits, packing, headAt }: Head): number[] {
  if (packing === PLAIN) return bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0x00ff00, 0x0000ff];
  return [40, 44, 48].map((place) => file.readUInt32LE(headAt + place));
}

function channelOf(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / most);
}

/** Runs of one colour, runs of colours, and moves; what nothing is said of stays white. */
function unpack(file: Buffer, head: Head, data: Uint8Array): void {
  const { width, height, packing, pixelsAt } = head;
  const palette = paletteOf(file, head);
  let [x, line, at] = [0, 0, pixelsAt];
  const put = (colour: number) => {
    if (x < width) data.set(palette.subarray(colour * 3, colour * 3 + 3), (rowOf(head, line) * width + x) * 4);
    x += 1;
  };
  const half = (byte: number, index: number) => (index % 2 === 0 ? byte >> 4 : byte & 15);
  while (line < height && at + 1 < file.length) {
    const [count, second] = [file.readUInt8(at), file.readUInt8(at + 1)];
    at += 2;
    if (count > 0) {
      for (let index = 0; index < count; index++) put(packing === RLE8 ? second : half(second, index));
    } else if (second === 0) [x, line] = [0, line + 1];
    else if (second === 1) return;
    else if (second === 2) {
      x += file.readUInt8(at);
      line += file.readUInt8(at + 1);
      at += 2;
    } else {
      for (let index = 0; index < second; index++) {
        put(packing === RLE8 ? file.readUInt8(at + index) : half(file.readUInt8(at + (index >> 1)), index));
      }
      const length = packing === RLE8 ? second : Math.ceil(second / 2);
      at += length + (length % 2);
    }
  }
}
