/** Why a document could not be read, as far as a person may do something about it. */
export const readingProblems = ['tooSlow', 'tooComplex', 'broken', 'unexpected'] as const;
export type ReadingProblem = (typeof readingProblems)[number];

const why: Record<ReadingProblem, string> = {
  tooSlow: 'it takes too long',
  tooComplex: 'it takes too much memory',
  broken: 'something in it cannot be read',
  unexpected: 'the reading ended unexpectedly, twice',
};

/** What the page of an item says where its document was not read. */
export const readingFailedText = (problem: ReadingProblem) =>
  `This document could not be read: ${why[problem]}. Enter what it says by hand, or read it again.`;

export const readProblem = (stored: string | null): ReadingProblem =>
  readingProblems.find((problem) => problem === stored) ?? 'unexpected';

/** Milliseconds until so many documents are read, by what the last ones took; null where none was read yet. */
export function timeToGo(
  waiting: number,
  { meanMs, atOnce }: { meanMs: number | null; atOnce: number },
): number | null {
  return meanMs === null ? null : Math.ceil(waiting / atOnce) * meanMs;
}

/** How long somebody waits: `10 s`, `3 minutes`. Rounded up, so that it is rather sooner. */
export function secondsText(seconds: number): string {
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} s`;
  const minutes = Math.ceil(seconds / 60);
  return `about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
}

/** How many documents are being read, and until when. */
export function readingText({ count, secondsToGo }: { count: number; secondsToGo: number | null }): string {
  const said = count === 1 ? 'A document is being read' : `${count} documents are being read`;
  return secondsToGo === null ? `${said}.` : `${said}, ${secondsText(secondsToGo)} to go.`;
}
