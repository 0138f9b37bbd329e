/** How long *Undo* is offered. What tells others of a change by mail waits for longer. */
export const UNDO_OFFERED_MS = 12_000;
