/** After a quiet time a change is shown this soon: several often come together. */
export const GATHER_MS = 150;
/** Between the end of one drawing and the beginning of the next while changes go on. */
export const REST_MS = 2_000;
/** What takes long rests longer, up to a limit: while hundreds of documents come in, most of the time is for whoever works here. */
const REST_PER_DRAWING = 3;
export const LONGEST_REST_MS = 6_000;

export type Pace = {
  /** When the first change came that no drawing has begun to show; null when all are shown. */
  changedAt: number | null;
  isDrawing: boolean;
  /** When the last drawing ended, and how long it took; null before the first. */
  drawn: { at: number; tookMs: number } | null;
  /** Nobody sees the page. */
  isHidden: boolean;
};

/**
 * When the page is to be drawn anew, in the clock of the instants given; null while there is nothing to show, a drawing
 * is under way or nobody looks. What changes during a drawing is shown by the next one, so the last change always is.
 */
export function drawingDueAt({ changedAt, isDrawing, drawn, isHidden }: Pace): number | null {
  if (changedAt === null || isDrawing || isHidden) return null;
  const gathered = changedAt + GATHER_MS;
  if (drawn === null) return gathered;
  const restMs = Math.min(LONGEST_REST_MS, Math.max(REST_MS, drawn.tookMs * REST_PER_DRAWING));
  return Math.max(gathered, drawn.at + restMs);
}
