import { storage } from '#lib/storage/open-storage.ts';
import type { DocumentMimeType } from './document-kind.ts';
import { drawPage } from './workshop/workshop.ts';

/** Pages are drawn in these widths only, so that few drawings serve all screens. */
export const pageWidthsPx = [200, 800, 1200, 1800, 2600] as const;

export type DrawableDocument = { id: string; businessId: string; storageKey: string; mimeType: string };

const underWay = new Map<string, Promise<Buffer>>();

/** A page, from 0, as WebP in the next larger of our widths; drawn once and kept, since originals never change. */
export function pageImage(document: DrawableDocument, page: number, wantedWidthPx: number): Promise<Buffer> {
  const widthPx = pageWidthsPx.find((width) => width >= wantedWidthPx) ?? pageWidthsPx[pageWidthsPx.length - 1] ?? 0;
  const key = `${document.businessId}/pages/${document.id}/${page}-${widthPx}`;
  const running = underWay.get(key);
  if (running) return running;
  const drawing = keptOrDrawn(key, document, page, widthPx).finally(() => underWay.delete(key));
  underWay.set(key, drawing);
  return drawing;
}

async function keptOrDrawn(key: string, document: DrawableDocument, page: number, widthPx: number): Promise<Buffer> {
  try {
    return await storage().get(key);
  } catch {
    const bytes = await storage().get(document.storageKey);
    const image = await drawPage({ bytes, mimeType: document.mimeType as DocumentMimeType, page, widthPx });
    await storage().put(key, image);
    return image;
  }
}
