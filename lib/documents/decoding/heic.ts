import { MAX_PIXELS } from '../document-kind.ts';
import type { Pixels } from './pdf.ts';
import { Refusal } from './refusal.ts';

type HeifImage = {
  get_width(): number;
  get_height(): number;
  display(target: { data: Uint8ClampedArray; width: number; height: number }, done: (filled: unknown) => void): void;
  free(): void;
};
type LibHeif = { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };

let library: Promise<LibHeif> | undefined;

/** The file's main picture as RGBA pixels, turned the way it was taken. */
export async function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
  library ??= import('libheif-js/wasm-bundle.js').then((module) => module.default as LibHeif);
  const { HeifDecoder } = await library;
  const images = new HeifDecoder().decode(bytes);
  const [image] = images;
  if (!image) throw new Refusal('broken');
  try {
    const [width, height] = [image.get_width(), image.get_height()];
    if (width * height > MAX_PIXELS) throw new Refusal('tooManyPixels');
    const data = new Uint8ClampedArray(width * height * 4);
    await new Promise<void>((resolve, reject) =>
      image.display({ data, width, height }, (filled) => (filled ? resolve() : reject(new Refusal('broken')))),
    );
    return { data: new Uint8Array(data.buffer), width, height };
  } finally {
    for (const each of images) each.free();
  }
}
