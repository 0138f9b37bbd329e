import { ok, type Result } from '#lib/domain/result.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type Asker, drawPage } from './decoding/decode.ts';
import type { DocumentMimeType } from './document-kind.ts';

/** Pages are drawn in these widths only, so that few drawings serve all screens. */
export const pageWidthsPx = [200, 800, 1200, 1800, 2600] as const;

export type DrawableDocument = { id: string; businessId: string; storageKey: string; mimeType: string };

const underWay = new Map<string, Promise<Result<Buffer>>>();

/**
 * A page, from 0, as WebP in the next larger of our widths; drawn once and kept, since originals never change. Fails
 * with the reason why it can't be drawn.
 */
export function pageImage(
  document: DrawableDocument,
  page: number,
  wantedWidthPx: number,
  asker: Asker,
): Promise<Result<Buffer>> {
  const widthPx = pageWidthsPx.find((width) => width >= wantedWidthPx) ?? pageWidthsPx[pageWidthsPx.length - 1] ?? 0;
  const key = `${document.businessId}/pages/${document.id}/${page}-${widthPx}`;
  const running = underWay.get(key);
  if (running) return running;
  const drawing = keptOrDrawn(key, document, page, widthPx, asker).finally(() => underWay.delete(key));
  underWay.set(key, drawing);
  return drawing;
}

async function keptOrDrawn(
  key: string,
  document: DrawableDocument,
  page: number,
  widthPx: number,
  asker: Asker,
): Promise<Result<Buffer>> {
  const kept = await storage()
    .get(key)
    .catch(() => null);
  if (kept) return ok(kept);
  const mimeType = document.mimeType as DocumentMimeType;
  const drawn = await drawPage({ read: () => storage().get(document.storageKey), mimeType, page, widthPx }, asker);
  if (drawn.ok) await storage().put(key, drawn.value);
  return drawn;
}
