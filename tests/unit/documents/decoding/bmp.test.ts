import { expect, test } from 'vitest';
import { decodeBmp } from '#lib/documents/decoding/bmp.ts';
import { Refusal } from '#lib/documents/decoding/refusal.ts';
import { aBmp, aBmpOf } from '#tests/support/office-files.ts';

const red = [255, 0, 0];
const blue = [0, 0, 255];
const size = { width: 2, height: 2 };
const palette = [red, blue];

/** The letters of its pixels, row by row from the top. */
function seen(bytes: Buffer): string {
  const { data, width } = decodeBmp(bytes);
  const letters = Array.from({ length: data.length / 4 }, (_, at) => {
    const [r = 0, , b = 0] = data.subarray(at * 4, at * 4 + 3);
    return r > 200 && b > 200 ? '.' : r > 200 ? 'r' : b > 200 ? 'b' : '-';
  });
  return letters.join('').replace(new RegExp(`(.{${width}})(?=.)`, 'g'), '$1 ');
}

test.each<[string, Buffer]>([
  ['1 bit a pixel', aBmpOf({ ...size, bits: 1, palette, data: Buffer.from([0x80, 0, 0, 0, 0x40, 0, 0, 0]) })],
  ['4 bits', aBmpOf({ ...size, bits: 4, palette, data: Buffer.from([0x10, 0, 0, 0, 0x01, 0, 0, 0]) })],
  ['8 bits', aBmpOf({ ...size, bits: 8, palette, data: Buffer.from([1, 0, 0, 0, 0, 1, 0, 0]) })],
  ['16 bits', aBmpOf({ ...size, bits: 16, data: Buffer.from([0x1f, 0, 0, 0x7c, 0, 0x7c, 0x1f, 0]) })],
  [
    '24 bits',
    aBmpOf({ ...size, bits: 24, data: Buffer.from([255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0]) }),
  ],
  [
    '32 bits',
    aBmpOf({ ...size, bits: 32, data: Buffer.from([255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 0, 0, 0]) }),
  ],
  [
    'rows from the top',
    aBmpOf({ width: 2, height: -2, bits: 8, palette, data: Buffer.from([0, 1, 0, 0, 1, 0, 0, 0]) }),
  ],
  [
    'runs of 8 bits',
    aBmpOf({ ...size, bits: 8, packing: 1, palette, data: Buffer.from([1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1]) }),
  ],
  [
    'runs of 4 bits',
    aBmpOf({ ...size, bits: 4, packing: 2, palette, data: Buffer.from([2, 0x10, 0, 0, 2, 0x01, 0, 1]) }),
  ],
])('a bitmap of %s is read', (_what, bytes) => {
  expect(seen(bytes)).toBe('rb br');
});

test('what a packed bitmap says nothing of is white', () => {
  const data = Buffer.from([0, 2, 1, 0, 1, 0, 0, 1]);
  expect(seen(aBmpOf({ ...size, bits: 8, packing: 1, palette, data }))).toBe('.. .r');
});

test.each<[string, string, Buffer]>([
  ['cut off', 'broken', aBmp().subarray(0, 500)],
  ['only a head', 'broken', aBmp().subarray(0, 20)],
  ['of an unknown packing', 'broken', aBmpOf({ ...size, bits: 8, packing: 9, palette, data: Buffer.alloc(8) })],
  ['of no width', 'broken', aBmpOf({ width: 0, height: 2, bits: 24, data: Buffer.alloc(8) })],
  [
    'that claims a square kilometre',
    'tooManyPixels',
    aBmpOf({ width: 1e6, height: 1e6, bits: 24, data: Buffer.alloc(8) }),
  ],
])('a bitmap %s is refused: %s', (_what, code, bytes) => {
  const decode = () => decodeBmp(bytes);
  expect(decode).toThrow(Refusal);
  expect(decode).toThrow(code);
});
