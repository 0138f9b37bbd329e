import { Tensor } from 'onnxruntime-node';
import type { Models } from './models.ts';
import type { Box, Picture } from './picture.ts';

/** The recogniser reads rows of this height. */
const ROW_HEIGHT_PX = 48;
const MAX_ROW_WIDTH_PX = 2_400;

/** A character with where it stands, in parts of the row's length. */
export type Character = { text: string; confidence: number; at: number };

/** What stands in a box, character by character. One row at a time: more at once need more memory and no less time. */
export async function recognise(models: Models, picture: Picture, box: Box): Promise<Character[]> {
  const { recogniser, characters, classes } = models;
  const width = rowWidth(box);
  const input = new Tensor('float32', rowPixels(picture, box, width), [1, 3, ROW_HEIGHT_PX, width]);
  const output = (await recogniser.run({ [recogniser.inputNames[0] ?? 'x']: input }))[recogniser.outputNames[0] ?? ''];
  const chances = output?.data;
  const [, steps = 0, count = 0] = output?.dims ?? [];
  if (!(chances instanceof Float32Array)) throw new TypeError('The recogniser gave no text.');
  const found: (Character & { steps: number })[] = [];
  let previous = 0;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    let bestChance = -1;
    for (const each of classes) {
      const chance = chances[step * count + each] ?? 0;
      if (chance > bestChance) {
        bestChance = chance;
        best = each;
      }
    }
    const last = found.at(-1);
    if (best !== 0 && best === previous && last) {
      // The same character is seen at several places beside each other; it stands in their middle.
      last.steps++;
      last.at += 0.5 / steps;
      last.confidence = Math.max(last.confidence, bestChance);
    } else if (best !== 0) {
      found.push({ text: characters[best] ?? '', confidence: bestChance, at: (step + 0.5) / steps, steps: 1 });
    }
    previous = best;
  }
  return found.map(({ text, confidence, at }) => ({ text, confidence, at }));
}

function rowWidth({ width, height }: Box): number {
  const natural = (ROW_HEIGHT_PX * width) / Math.max(1, height);
  return Math.min(MAX_ROW_WIDTH_PX, Math.max(ROW_HEIGHT_PX, Math.ceil(natural / 8) * 8));
}

/** The box made straight, in the height that the network was taught, blue, green, red, from -1 to 1. */
function rowPixels(picture: Picture, box: Box, rowWidthPx: number): Float32Array {
  // Of large letters a picture of half the size tells as much, and takes a quarter of the time.
  if (box.height >= 2 * ROW_HEIGHT_PX && picture.width >= 2 && picture.height >= 2) {
    const { x, y, angle, width, height } = box;
    const half = { angle, x: x / 2, y: y / 2, width: width / 2, height: height / 2 };
    return rowPixels(halved(picture), half, rowWidthPx);
  }
  const { data, width, height } = picture;
  const plane = ROW_HEIGHT_PX * rowWidthPx;
  const input = new Float32Array(3 * plane);
  const scale = box.height / ROW_HEIGHT_PX;
  // Several points of the picture make one of the row.
  const points = Math.max(1, Math.round(scale));
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const used = Math.min(rowWidthPx, Math.max(1, Math.round(box.width / scale)));
  const stretch = box.width / used;
  const [rightmost, lowest] = [width - 1.001, height - 1.001];
  const share = points * points * 127.5;
  for (let y = 0; y < ROW_HEIGHT_PX; y++) {
    for (let x = 0; x < used; x++) {
      let [red, green, blue] = [0, 0, 0];
      for (let point = 0; point < points * points; point++) {
        const column = point % points;
        const along = (x + (column + 0.5) / points) * stretch - box.width / 2;
        const across = (y + ((point - column) / points + 0.5) / points) * scale - box.height / 2;
        const px = Math.min(rightmost, Math.max(0, box.x + along * cos - across * sin - 0.5));
        const py = Math.min(lowest, Math.max(0, box.y + along * sin + across * cos - 0.5));
        const [left, top] = [Math.floor(px), Math.floor(py)];
        const [fx, fy] = [px - left, py - top];
        const at = (top * width + left) * 3;
        const below = at + width * 3;
        const [one, two, three, four] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
        red +=
          one * byte(data, at) + two * byte(data, at + 3) + three * byte(data, below) + four * byte(data, below + 3);
        green +=
          one * byte(data, at + 1) +
          two * byte(data, at + 4) +
          three * byte(data, below + 1) +
          four * byte(data, below + 4);
        blue +=
          one * byte(data, at + 2) +
          two * byte(data, at + 5) +
          three * byte(data, below + 2) +
          four * byte(data, below + 5);
      }
      const to = y * rowWidthPx + x;
      input[to] = blue / share - 1;
      input[to + plane] = green / share - 1;
      input[to + 2 * plane] = red / share - 1;
    }
  }
  return input;
}

const byte = (data: Uint8Array, at: number): number => data[at] ?? 0;

/** Pictures of half the size, as long as their pixels are in use. */
const halves = new WeakMap<Uint8Array, Picture>();

function halved({ data, width, height }: Picture): Picture {
  const known = halves.get(data);
  if (known) return known;
  const [columns, rows] = [width >> 1, height >> 1];
  const half: Picture = { data: new Uint8Array(columns * rows * 3), width: columns, height: rows };
  for (let y = 0, to = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = (2 * y * width + 2 * x) * 3;
      const below = at + width * 3;
      for (let channel = 0; channel < 3; channel++, to++) {
        const sum = byte(data, at + channel) + byte(data, at + channel + 3);
        half.data[to] = (sum + byte(data, below + channel) + byte(data, below + channel + 3) + 2) >> 2;
      }
    }
  }
  halves.set(data, half);
  return half;
}
