import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { init, type Methods } from '@embedpdf/pdfium';
import { provideFonts } from './substitute-fonts.ts';

/** What is used of Emscripten's runtime, whose types the package names but does not bring. */
export type Memory = {
  /** Anew after each call: memory that grows moves. */
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  wasmExports: { malloc: (size: number) => number; free: (address: number) => void };
  addFunction: (called: (...values: number[]) => number | undefined, signature: string) => number;
  UTF8ToString: (address: number) => string;
};

export type Pdfium = Methods & { pdfium: Memory };

let started: Promise<Pdfium> | undefined;

/** The one pdfium of this process, with fonts for PDFs that carry none. */
export function pdfium(): Promise<Pdfium> {
  started ??= start();
  return started;
}

async function start(): Promise<Pdfium> {
  const wasmBinary = readFileSync(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  // Neither the settings nor the runtime have types that hold.
  const library = (await init({ wasmBinary: new Uint8Array(wasmBinary).buffer } as Parameters<
    typeof init
  >[0])) as Methods & { pdfium: unknown } as Pdfium;
  library.PDFiumExt_Init();
  provideFonts(library);
  return library;
}

/** Memory of pdfium's own, to be given back with `wasmExports.free`. Throws when there is none left. */
export function allocate({ pdfium: { wasmExports } }: Pdfium, bytes: number): number {
  const address = wasmExports.malloc(bytes);
  if (address === 0) throw new RangeError(`pdfium has no ${bytes} bytes left`);
  return address;
}
