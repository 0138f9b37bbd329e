import { db } from '#lib/db.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { ArrivalState } from '#prisma/generated/client.ts';

/** How far an archive is, as whoever sent it sees it. */
export type ArrivalProgress = {
  state: ArrivalState;
  done: number;
  total: number;
  skipped: number;
  /** Of those done, how many wait for their sender to say how they are split. */
  held: number;
  problem: string | null;
  /** What was not added, with why. */
  refused: { fileName: string; message: string }[];
  /** Of those added, how many the business had already. */
  copies: number;
};

const MAX_TOLD = 200;

/** Null for one that is not theirs, or is forgotten. */
export async function arrivalProgress(
  { businessId, actor }: PersonScope,
  arrivalId: string,
): Promise<ArrivalProgress | null> {
  const arrival = await db.arrival.findFirst({
    where: { id: arrivalId, businessId, byUserId: actor.userId },
    select: { state: true, done: true, total: true, skipped: true, held: true, problem: true },
  });
  if (!arrival) return null;
  const refused = await db.submission.findMany({
    where: { arrivalId, businessId, refusal: { not: null } },
    orderBy: { at: 'asc' },
    take: MAX_TOLD,
    select: { fileName: true, message: true },
  });
  const copies = await db.submission.count({ where: { arrivalId, businessId, copyOf: { not: null } } });
  return {
    ...arrival,
    copies,
    refused: refused.map(({ fileName, message }) => ({ fileName, message: message ?? '' })),
  };
}
