/** Pixels, three bytes each: red, green, blue. */
export type Picture = { data: Uint8Array; width: number; height: number };

/** A rectangle that may lie askew: its middle, the direction of its text, and its size, in pixels. */
export type Box = { x: number; y: number; angle: number; width: number; height: number };

/** Quarter turns, clockwise, that bring a picture upright. */
export type Turn = 0 | 1 | 2 | 3;

export function turned(picture: Picture, turn: Turn): Picture {
  const { data, width, height } = picture;
  if (turn === 0) return picture;
  const size = turn === 2 ? { width, height } : { width: height, height: width };
  const result = new Uint8Array(data.length);
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++, from += 3) {
      const [column, row] =
        turn === 1 ? [height - 1 - y, x] : turn === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      const to = (row * size.width + column) * 3;
      result[to] = data[from] ?? 0;
      result[to + 1] = data[from + 1] ?? 0;
      result[to + 2] = data[from + 2] ?? 0;
    }
  }
  return { data: result, ...size };
}

/** A point of a turned picture as it lies in the picture of the size given, before it was turned. */
export function turnedBack(
  point: { x: number; y: number },
  turn: Turn,
  { width, height }: { width: number; height: number },
): { x: number; y: number } {
  if (turn === 1) return { x: point.y, y: height - point.x };
  if (turn === 2) return { x: width - point.x, y: height - point.y };
  return turn === 3 ? { x: width - point.y, y: point.x } : point;
}

/** The corners, from the top left on, clockwise. */
export function cornersOf({ x, y, angle, width, height }: Box): { x: number; y: number }[] {
  const [along, across] = [
    [Math.cos(angle) / 2, Math.sin(angle) / 2],
    [-Math.sin(angle) / 2, Math.cos(angle) / 2],
  ] as [[number, number], [number, number]];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([one = 0, other = 0]) => ({
    x: x + one * width * along[0] + other * height * across[0],
    y: y + one * width * along[1] + other * height * across[1],
  }));
}
