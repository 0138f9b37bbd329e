/** Pixels of one drawn page, at most: an A3 page at 300 dpi. */
export const MAX_PAGE_PIXELS = 18_000_000;

/** A side is no longer than this in WebP, which is smaller, and in JPEG, which is longer. */
export const MAX_WEBP_SIDE_PX = 16_383;
const MAX_JPEG_SIDE_PX = 65_500;

/** A page wider than so many times its height is drawn wider than asked for: a till roll on its side has small print too. */
const MAX_FLATNESS = 2;

/**
 * The size to draw a page in that is asked for in a width, for which its own size gives the shape: within the limits
 * of pixels and sides, however long a till roll it is.
 */
export function pictureSize(page: { width: number; height: number }, widthPx: number) {
  const flatness = Math.min(MAX_JPEG_SIDE_PX, Math.max(1 / MAX_JPEG_SIDE_PX, page.width / page.height));
  const wanted = widthPx * Math.max(1, flatness / MAX_FLATNESS);
  const side = Math.max(wanted, wanted / flatness);
  const shrink = Math.min(1, Math.sqrt((MAX_PAGE_PIXELS * flatness) / wanted ** 2), MAX_JPEG_SIDE_PX / side);
  return {
    width: Math.max(1, Math.floor(wanted * shrink)),
    height: Math.max(1, Math.floor((wanted * shrink) / flatness)),
  };
}
