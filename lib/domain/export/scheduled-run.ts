/** Tries of one run, the first included. */
export const MAX_RUN_TRIES = 3;
/** Minutes between a try and the next. */
const RETRY_MINUTES = [5, 30] as const;

/** How long a run waits after so many tries; null when it is given up. */
export function retryDelayMs(tries: number): number | null {
  const minutes = tries < MAX_RUN_TRIES ? RETRY_MINUTES[tries - 1] : undefined;
  return minutes === undefined ? null : minutes * 60_000;
}

/** Why a schedule stopped by itself: nothing is made of it until somebody saves it anew. */
export const stopReasons = {
  makerLeft: 'Whoever set it up is no longer in the team.',
  permission: 'Whoever set it up may not export any more.',
  viewGone: 'The view that it follows was deleted, or is shared no more.',
  nobodyLeft: 'None of those who were to have it is left in the team.',
} as const;
export type StopReason = keyof typeof stopReasons;

/** Why a run gave no file, or sent none. */
export const runProblems = {
  ...stopReasons,
  unexpected: 'Something went wrong on our side, several times. Run it again; if that fails too, tell an admin.',
  busy: 'Too many large files were being made in the business. Run it again.',
  tooMany: 'It holds more items than one file may. Narrow what it holds, or choose another kind of file.',
  tooLarge: 'It became larger than one file may be. Narrow what it holds.',
  cancelled: 'Its file was cancelled or deleted before it was sent.',
  tooOften: 'The business has sent as much as it may in a day. The file was made, and lies under Exports.',
  noMailServer: 'No mail server is set up for Intray, so nothing was sent. The file lies under Exports.',
} as const;
export type RunProblem = keyof typeof runProblems;

/** Those that another try may mend. */
export const isWorthATry = (problem: RunProblem) => problem === 'unexpected' || problem === 'busy';

/** Of one that is stored: rows outlive the code that wrote them. */
export const runProblemText = (problem: string | null): string | null =>
  problem === null ? null : (runProblems[problem as RunProblem] ?? runProblems.unexpected);
