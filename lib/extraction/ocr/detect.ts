import { Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import type { Models } from './models.ts';
import type { Box, Picture } from './picture.ts';

/** The detector sees no more pixels, which bounds its memory (1 GB) and time; more did not read more. */
const MAX_DETECTED_PIXELS = 1_300_000;
const MAX_DETECTED_SIDE_PX = 2_240;
/** Small pictures are enlarged to this at most: their letters are too small to be found else. */
const SMALL_SIDE_PX = 736;
/** The network halves its picture five times. */
const GRID_PX = 32;

/** A pixel is of text from this on, a box when its pixels have this on average. */
const PIXEL_THRESHOLD = 0.3;
const BOX_THRESHOLD = 0.5;
/** The network draws text thinner than it is; the box is grown by this part of area to outline. */
const GROWTH = 1.7;
const MIN_BOX_PIXELS = 12;
const MAX_BOXES = 1_500;

/** What of the page is text, with the direction of its rows. */
export type Detection = {
  boxes: Box[];
  /** The slope of rows at a point of the picture: paper that was not flat has more than one. */
  slope: (x: number, y: number) => number;
  /** Whether most rows run from top to bottom, so that the picture lies on its side. */
  isOnItsSide: boolean;
};

type Blob = { count: number; x: number; y: number; angle: number; length: number; isLong: boolean };

export async function detect({ detector }: Models, picture: Picture): Promise<Detection> {
  const { width, height } = picture;
  const scale = detectionScale(width, height);
  const inner = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const pixels = await sharp(picture.data, { raw: { width, height, channels: 3 } })
    .resize({ ...inner, fit: 'fill', kernel: 'cubic' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  const size = { width: toGrid(inner.width), height: toGrid(inner.height) };
  const input = new Tensor('float32', asInput(pixels, inner, size), [1, 3, size.height, size.width]);
  const output = (await detector.run({ [detector.inputNames[0] ?? 'x']: input }))[detector.outputNames[0] ?? ''];
  const chances = output?.data;
  if (!(chances instanceof Float32Array)) throw new TypeError('The detector gave no picture.');
  return detectionOf(chances, size, scale);
}

const toGrid = (side: number) => Math.max(GRID_PX, Math.ceil(side / GRID_PX) * GRID_PX);

function detectionScale(width: number, height: number): number {
  const largest = Math.min(
    Math.sqrt(MAX_DETECTED_PIXELS / (width * height)),
    MAX_DETECTED_SIDE_PX / Math.max(width, height),
  );
  return Math.min(largest, Math.max(1, SMALL_SIDE_PX / Math.min(width, height)));
}

const MEAN = [0.406, 0.456, 0.485] as const;
const DEVIATION = [0.225, 0.224, 0.229] as const;

/** As the network was taught: blue, green, red, each by its mean and deviation; what is beside the picture is grey. */
function asInput(
  pixels: Uint8Array,
  inner: { width: number; height: number },
  size: { width: number; height: number },
) {
  const plane = size.width * size.height;
  const input = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const [mean = 0, deviation = 1] = [MEAN[channel], DEVIATION[channel]];
    for (let y = 0; y < inner.height; y++) {
      let from = y * inner.width * 3 + (2 - channel);
      let to = channel * plane + y * size.width;
      for (let x = 0; x < inner.width; x++, from += 3, to++) {
        input[to] = ((pixels[from] ?? 0) / 255 - mean) / deviation;
      }
    }
  }
  return input;
}

function detectionOf(chances: Float32Array, size: { width: number; height: number }, scale: number): Detection {
  const { labels, blobs } = blobsOf(chances, size);
  const rows = blobs.filter(({ isLong, angle }) => isLong && Math.abs(angle) < Math.PI / 4);
  const columns = blobs.filter(({ isLong, angle }) => isLong && Math.abs(angle) >= Math.PI / 4);
  const weight = (some: Blob[]) => some.reduce((sum, { length }) => sum + Math.sqrt(length), 0);
  const slope = slopeOf(rows);
  const angles = blobs.map(({ isLong, angle, x, y }) =>
    isLong && Math.abs(angle) < Math.PI / 4 && Math.abs(angle - Math.atan(slope(x, y))) < 0.12
      ? angle
      : Math.atan(slope(x, y)),
  );
  return {
    boxes: boxesOf(labels, blobs, angles, size.width, scale),
    slope: (x, y) => slope(x * scale, y * scale),
    isOnItsSide: weight(columns) > weight(rows) * 1.3,
  };
}

/** Pixels of text that touch each other, with their middle and direction. */
function blobsOf(chances: Float32Array, { width, height }: { width: number; height: number }) {
  const labels = new Int32Array(width * height);
  const stack = new Int32Array(width * height);
  const blobs: Blob[] = [];
  let label = 0;
  for (let start = 0; start < chances.length; start++) {
    if (labels[start] !== 0 || (chances[start] ?? 0) <= PIXEL_THRESHOLD) continue;
    label++;
    let depth = 0;
    stack[depth++] = start;
    labels[start] = label;
    let [count, chance, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0, 0];
    while (depth > 0) {
      const at = stack[--depth] ?? 0;
      const x = at % width;
      const y = (at - x) / width;
      count++;
      chance += chances[at] ?? 0;
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
      const visit = (next: number) => {
        if (labels[next] !== 0 || (chances[next] ?? 0) <= PIXEL_THRESHOLD) return;
        labels[next] = label;
        stack[depth++] = next;
      };
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    const [x, y] = [sx / count, sy / count];
    const [vx, vy, vxy] = [sxx / count - x * x, syy / count - y * y, sxy / count - x * y];
    const spread = Math.sqrt(((vx - vy) / 2) ** 2 + vxy ** 2);
    const [length, breadth] = [(vx + vy) / 2 + spread, (vx + vy) / 2 - spread];
    const isText = count >= MIN_BOX_PIXELS && chance / count >= BOX_THRESHOLD && blobs.length < MAX_BOXES;
    blobs.push({
      count: isText ? count : 0,
      ...{ x, y, length },
      angle: 0.5 * Math.atan2(2 * vxy, vx - vy),
      isLong: isText && length > 16 * Math.max(breadth, 0.5),
    });
  }
  return { labels, blobs };
}

/** The slope of rows as it changes over the page, a plane laid through that of each long row; outliers left out. */
function slopeOf(rows: Blob[]): (x: number, y: number) => number {
  const samples = rows.map(({ x, y, angle, length }) => ({ x, y, slope: Math.tan(angle), weight: Math.sqrt(length) }));
  const middle = weightedMedian(samples);
  const near = samples.filter(({ slope }) => Math.abs(slope - middle) < 0.12);
  if (near.length < 8) return () => middle;
  const plane = planeThrough(near);
  return plane ? (x, y) => Math.max(middle - 0.15, Math.min(middle + 0.15, plane(x, y))) : () => middle;
}

type Sample = { x: number; y: number; slope: number; weight: number };

function weightedMedian(samples: Sample[]): number {
  const sorted = [...samples].sort((one, other) => one.slope - other.slope);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  for (const { slope, weight } of sorted) {
    passed += weight;
    if (passed >= all / 2) return slope;
  }
  return 0;
}

/** Weighted least squares, held towards a flat plane, since few rows tell little of a bend. */
function planeThrough(samples: Sample[]): ((x: number, y: number) => number) | null {
  const weights = samples.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample) * sample.weight, 0) / weights;
  const [mx, my, ms] = [mean(({ x }) => x), mean(({ y }) => y), mean(({ slope }) => slope)];
  const hold = 400;
  const xx = mean(({ x }) => (x - mx) ** 2) + hold;
  const yy = mean(({ y }) => (y - my) ** 2) + hold;
  const xy = mean(({ x, y }) => (x - mx) * (y - my));
  const xs = mean(({ x, slope }) => (x - mx) * (slope - ms));
  const ys = mean(({ y, slope }) => (y - my) * (slope - ms));
  const determinant = xx * yy - xy * xy;
  if (!(Math.abs(determinant) > 1e-9)) return null;
  const [bx, by] = [(xs * yy - ys * xy) / determinant, (ys * xx - xs * xy) / determinant];
  return (x, y) => ms + bx * (x - mx) + by * (y - my);
}

/** Each blob as a box along its direction, grown to the text, in pixels of the picture. */
function boxesOf(labels: Int32Array, blobs: Blob[], angles: number[], width: number, scale: number): Box[] {
  const sides = blobs.map((_, index) => ({
    cos: Math.cos(angles[index] ?? 0),
    sin: Math.sin(angles[index] ?? 0),
    ...{ left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity },
  }));
  for (let at = 0; at < labels.length; at++) {
    const side = sides[(labels[at] ?? 0) - 1];
    if (!side) continue;
    const x = at % width;
    const y = (at - x) / width;
    const along = x * side.cos + y * side.sin;
    const across = y * side.cos - x * side.sin;
    if (along < side.left) side.left = along;
    if (along > side.right) side.right = along;
    if (across < side.top) side.top = across;
    if (across > side.bottom) side.bottom = across;
  }
  return blobs.flatMap(({ count }, index) => {
    const side = sides[index];
    if (count === 0 || !side) return [];
    const [long, high] = [side.right - side.left + 1, side.bottom - side.top + 1];
    if (Math.min(long, high) < 3) return [];
    const growth = (long * high * GROWTH) / (long + high);
    const [along, across] = [(side.left + side.right + 1) / 2, (side.top + side.bottom + 1) / 2];
    return {
      x: (along * side.cos - across * side.sin) / scale,
      y: (along * side.sin + across * side.cos) / scale,
      angle: angles[index] ?? 0,
      width: (long + growth) / scale,
      height: (high + growth) / scale,
    };
  });
}
