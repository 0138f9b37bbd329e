import sharp from 'sharp';

/** Steps of brightness from left to right, in so many rows. */
const SIDE = 16;
/** Of 255: less is noise of a scanner or of a smaller file. */
const LEAST_STEP = 4;
/** A page with fewer steps, or almost as many, has nothing by which to know it. */
const LEAST_STEPS = 20;

/**
 * What a page looks like, as 256 bits in hex: whether it gets brighter from each of 16 by 16 fields to the next (a difference
 * hash). Another scan or another scale of the same paper changes few of them. Null for a page with next to nothing on it.
 */
export async function pictureHash(page: Uint8Array): Promise<string | null> {
  const grey = await sharp(page)
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(SIDE + 1, SIDE, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  let bits = '';
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const at = row * (SIDE + 1) + column;
      bits += (grey[at + 1] ?? 0) - (grey[at] ?? 0) > LEAST_STEP ? '1' : '0';
    }
  }
  const steps = [...bits].filter((bit) => bit === '1').length;
  if (steps < LEAST_STEPS || steps > SIDE * SIDE - LEAST_STEPS) return null;
  return bits.replace(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16));
}
