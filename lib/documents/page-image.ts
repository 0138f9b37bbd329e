import { failure, ok, type Result } from '#lib/domain/result.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type Asker, drawPage } from './decoding/decode.ts';
import {
  type DocumentMimeType,
  type DocumentRefusalCode,
  FIRST_WIDTH_PX,
  pageWidthsPx,
  refusalMessages,
} from './document-kind.ts';

export type DrawableDocument = { id: string; businessId: string; storageKey: string; mimeType: string };

/** One page, from 0, in one width. */
type Drawing = { document: DrawableDocument; page: number; widthPx: number };

/** Raised when pages are drawn otherwise than before, so that what is kept is drawn anew. */
export const DRAWING_VERSION = 2;

const underWay = new Map<string, Promise<Result<Buffer>>>();

/**
 * A page, from 0, as a picture in the next larger of our widths; drawn once and kept, since originals never change. One
 * that can't be drawn is not tried again: it is shown in FIRST_WIDTH_PX, which may be possible, or the reason is told.
 */
export async function pageImage(
  document: DrawableDocument,
  page: number,
  wantedWidthPx: number,
  asker: Asker,
): Promise<Result<Buffer>> {
  const widthPx = pageWidthsPx.find((width) => width >= wantedWidthPx) ?? pageWidthsPx[pageWidthsPx.length - 1] ?? 0;
  const image = await once({ document, page, widthPx }, asker);
  const isLarger = widthPx > FIRST_WIDTH_PX;
  return image.ok || !isLarger || image.error.code === 'busy'
    ? image
    : once({ document, page, widthPx: FIRST_WIDTH_PX }, asker);
}

/** Keeps the first page that was drawn when the document arrived. */
export function keepFirstPage(document: DrawableDocument, image: Buffer): Promise<void> {
  return storage().put(keyOf({ document, page: 0, widthPx: FIRST_WIDTH_PX }), image);
}

/** Below which all that was drawn of a document lies. */
export const pageFilesKey = ({ businessId, id }: Pick<DrawableDocument, 'businessId' | 'id'>) =>
  `${businessId}/pages/${id}`;

const keyOf = ({ document, page, widthPx }: Drawing) =>
  `${pageFilesKey(document)}/${DRAWING_VERSION}/${page}-${widthPx}`;

/** Those who ask while it is drawn share what comes of it. */
function once(drawing: Drawing, asker: Asker): Promise<Result<Buffer>> {
  const key = keyOf(drawing);
  const running = underWay.get(key);
  if (running) return running;
  const image = keptOrDrawn(key, drawing, asker).finally(() => underWay.delete(key));
  underWay.set(key, image);
  return image;
}

async function keptOrDrawn(
  key: string,
  { document: { mimeType, storageKey }, page, widthPx }: Drawing,
  asker: Asker,
): Promise<Result<Buffer>> {
  const failedKey = `${key}-failed`;
  const kept = await read(key);
  if (kept) return ok(kept);
  const failed = await read(failedKey);
  if (failed) return refusalOf(failed.toString());
  const request = { mimeType: mimeType as DocumentMimeType, page, widthPx };
  const drawn = await drawPage({ read: () => storage().get(storageKey), ...request }, asker);
  if (drawn.ok) await storage().put(key, drawn.value);
  else if (drawn.error.code !== 'busy') await storage().put(failedKey, Buffer.from(drawn.error.code));
  return drawn;
}

const read = (key: string) =>
  storage()
    .get(key)
    .catch(() => null);

function refusalOf(code: string): Result<never> {
  const known = Object.hasOwn(refusalMessages, code) ? (code as DocumentRefusalCode) : 'broken';
  return failure(known, refusalMessages[known]);
}
