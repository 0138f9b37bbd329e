import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Picture } from './ocr/picture.ts';

/** A code that is worth reading has modules of several pixels in a picture of this size. */
const MAX_CODE_PIXELS = 3_000_000;
const MAX_CODES = 8;

let isPrepared = false;

/** Without a file of its own it would fetch one. */
function prepare(): void {
  if (isPrepared) return;
  const wasmBinary = new Uint8Array(
    readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))),
  );
  prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer } });
  isPrepared = true;
}

/** The texts of the codes with two dimensions on a page. One that can't be read is as good as none. */
export async function codesIn({ data, width, height }: Picture): Promise<string[]> {
  prepare();
  const shrink = Math.min(1, Math.sqrt(MAX_CODE_PIXELS / (width * height)));
  const { data: pixels, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: Math.max(1, Math.round(width * shrink)), withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = {
    data: new Uint8ClampedArray(pixels),
    width: info.width,
    height: info.height,
    colorSpace: 'srgb' as const,
  };
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: MAX_CODES });
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
