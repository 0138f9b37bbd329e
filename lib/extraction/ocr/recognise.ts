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
function rowPixels({ data, width, height }: Picture, box: Box, rowWidthPx: number): Float32Array {
  const plane = ROW_HEIGHT_PX * rowWidthPx;
  const input = new Float32Array(3 * plane);
  const scale = box.height / ROW_HEIGHT_PX;
  // Several points of a large picture make one of the row.
  const points = Math.max(1, Math.min(4, Math.round(scale)));
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const used = Math.min(rowWidthPx, Math.max(1, Math.round(box.width / scale)));
  const stretch = box.width / used;
  for (let y = 0; y < ROW_HEIGHT_PX; y++) {
    for (let x = 0; x < used; x++) {
      let [red, green, blue] = [0, 0, 0];
      for (let point = 0; point < points * points; point++) {
        const column = point % points;
        const along = (x + (column + 0.5) / points) * stretch - box.width / 2;
        const across = (y + ((point - column) / points + 0.5) / points) * scale - box.height / 2;
        const px = Math.min(width - 1.001, Math.max(0, box.x + along * cos - across * sin - 0.5));
        const py = Math.min(height - 1.001, Math.max(0, box.y + along * sin + across * cos - 0.5));
        const [left, top] = [Math.floor(px), Math.floor(py)];
        const [fx, fy] = [px - left, py - top];
        const at = (top * width + left) * 3;
        const below = at + width * 3;
        const [one, two, three, four] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
        red += mixed(at, below);
        green += mixed(at + 1, below + 1);
        blue += mixed(at + 2, below + 2);

        function mixed(upper: number, lower: number): number {
          return (
            one * (data[upper] ?? 0) +
            two * (data[upper + 3] ?? 0) +
            three * (data[lower] ?? 0) +
            four * (data[lower + 3] ?? 0)
          );
        }
      }
      const to = y * rowWidthPx + x;
      const share = points * points * 127.5;
      input[to] = blue / share - 1;
      input[to + plane] = green / share - 1;
      input[to + 2 * plane] = red / share - 1;
    }
  }
  return input;
}
