/** Drawn in these widths by the server, in pixels. */
const FETCHED_PX = [1200, 1800, 2600] as const;

/** How far a page is turned, clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/** How large pages are shown: fitted to the room's width or to all of it, or by a factor of the fitted width. */
export type Zoom = { kind: 'width' } | { kind: 'page' } | { kind: 'factor'; factor: number };

export type Size = { width: number; height: number };

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5];

/** Fitted, a page gets no wider than one reads with ease, however wide the room. */
const MAX_FITTED_PX = 900;

/** Until a page has been seen it is taken for A4. */
export const ASSUMED_PAGE: Size = { width: 210, height: 297 };

export function turned({ width, height }: Size, turn: Turn): Size {
  return turn % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** The size in CSS pixels of a page, turned, in a room. */
export function shownSize(page: Size, turn: Turn, zoom: Zoom, room: Size): Size {
  const upright = turned(page, turn);
  const toWidth = fittedWidth(room) / upright.width;
  const scale =
    zoom.kind === 'width'
      ? toWidth
      : zoom.kind === 'page'
        ? Math.min(toWidth, room.height / upright.height)
        : toWidth * zoom.factor;
  return { width: Math.round(upright.width * scale), height: Math.round(upright.height * scale) };
}

const fittedWidth = (room: Size) => Math.min(room.width, MAX_FITTED_PX);

/** The factor that a zoom comes to, of the fitted width. */
export function factorOf(page: Size, turn: Turn, zoom: Zoom, room: Size): number {
  if (zoom.kind === 'factor') return zoom.factor;
  if (room.width === 0) return 1;
  return shownSize(page, turn, zoom, room).width / fittedWidth(room);
}

/** The next larger (1) or smaller (-1) step from a factor; null at the end. */
export function nextStep(factor: number, direction: 1 | -1): number | null {
  const steps =
    direction === 1 ? STEPS.filter((step) => step > factor + 0.01) : STEPS.filter((step) => step < factor - 0.01);
  return (direction === 1 ? steps[0] : steps.at(-1)) ?? null;
}

export function turnBy(turn: Turn, by: Turn | -90): Turn {
  return ((turn + by + 360) % 360) as Turn;
}

/** The width to fetch a page in that is shown in this size, for the sharpness of the screen (its pixels for one of CSS). */
export function fetchedWidthPx(shown: Size, turn: Turn, density: number): number {
  const { width } = turned(shown, turn);
  return FETCHED_PX.find((each) => each >= width * Math.min(2, density) * 0.9) ?? FETCHED_PX[2];
}
