import type { Box, Picture } from './picture.ts';

/** Pixels that are this share of the print's contrast darker than the paper are ink. */
const INK_SHARE = 0.5;
/** A heading is so many usual rows high; less is a speck or a line, more a picture. */
const LEAST_ROWS = 0.55;
const MOST_ROWS = 5;
const MAX_HEADINGS = 3;
/** Looked at in steps of this part of the width, which letters of a heading are thicker than. */
const STEP_SHARE = 1 / 600;

/**
 * Where something is printed at the top of a page, above its first sure row: names of shops in letters so heavy or so drawn
 * that the detector takes them for a picture, or sees but a part of them.
 */
export function headingBoxes(picture: Picture, until: number, rowHeight: number, contrast: number): Box[] {
  const { data, width, height } = picture;
  const step = Math.max(1, Math.floor(width * STEP_SHARE));
  const limit = Math.min(height, Math.floor(until));
  if (limit < rowHeight * LEAST_ROWS || contrast <= 0) return [];
  const least = paperOf(picture) - INK_SHARE * contrast;
  const isInk = (x: number, y: number) => (data[(y * width + x) * 3 + 1] ?? 255) < least;
  const bands: { top: number; bottom: number }[] = [];
  for (let y = 0; y < limit; y += step) {
    let ink = 0;
    for (let x = 0; x < width; x += step) if (isInk(x, y)) ink++;
    // A line across the page, and its edge, are dark all along.
    const isPrint = ink * step > width * 0.015 && ink * step < width * 0.7;
    const last = bands.at(-1);
    if (isPrint && last && y - last.bottom <= 3 * step) last.bottom = y;
    else if (isPrint) bands.push({ top: y, bottom: y });
  }
  return bands
    .filter(({ top, bottom }) => bottom - top > LEAST_ROWS * rowHeight && bottom - top < MOST_ROWS * rowHeight)
    .slice(-MAX_HEADINGS)
    .flatMap((band) => boxOf(band));

  function boxOf({ top, bottom }: { top: number; bottom: number }): Box[] {
    const columns: number[] = [];
    for (let x = 0; x < width; x += step) {
      let ink = 0;
      for (let y = top; y <= bottom; y += step) if (isInk(x, y)) ink++;
      if (ink >= 2) columns.push(x);
    }
    const [left, right] = [columns[Math.floor(columns.length * 0.01)], columns[Math.ceil(columns.length * 0.99) - 1]];
    if (left === undefined || right === undefined) return [];
    const [wide, high] = [right - left, bottom - top];
    // The recogniser was taught letters with some paper around them.
    const around = 0.35 * high;
    if (wide < high) return [];
    return [
      {
        x: (left + right) / 2,
        y: (top + bottom) / 2,
        angle: 0,
        width: wide + 2 * around,
        height: high + 2 * around,
      },
    ];
  }
}

/** The commonest of the lighter levels. */
export function paperOf({ data }: Picture): number {
  const levels = new Uint32Array(256);
  for (let at = 1; at < data.length; at += 3) {
    const level = data[at] ?? 0;
    levels[level] = (levels[level] ?? 0) + 1;
  }
  let paper = 255;
  for (let level = 128; level < 256; level++) if ((levels[level] ?? 0) > (levels[paper] ?? 0)) paper = level;
  return paper;
}
