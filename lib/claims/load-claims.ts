import { type JudgedItem, judgedItems } from '#lib/coding/judged-items.ts';
import { db } from '#lib/db.ts';
import type { ClaimBill } from '#lib/domain/claims/claim-bill.ts';
import { type ClaimStatus, claimStatus } from '#lib/domain/claims/claim-status.ts';
import { claimedProblems } from '#lib/domain/claims/claimed-problems.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { isBankTransaction } from '#lib/domain/publication/publication.ts';
import type { Assessment } from '#lib/domain/readiness/assessment.ts';
import { nothingToDo } from '#lib/domain/readiness/assessment.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import { loadReviewContext, type ReviewContext, review } from '#lib/lists/review-context.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { ClaimFile, Prisma } from '#prisma/generated/client.ts';
import { type ClaimWithItems, composeClaim, namedByClaims, withClaimed } from './compose-claim.ts';
import { areSettled, settleBills } from './settle-bills.ts';

export type LoadedBill = {
  row: ClaimWithItems['bills'][number];
  /** What its lines are of; of what is published, as far as that is still so. */
  composed: ClaimBill | null;
  /** Of the bill alone: what its lines lack is told at the items. */
  assessment: Assessment;
  publication: PublicationView | null;
};

/** A claim with all that pages, files and publishing are made of. */
export type LoadedClaim = {
  row: ClaimWithItems & { file: ClaimFile | null };
  bills: LoadedBill[];
  /** By item, what keeps the claim from being published. */
  problems: Map<string, Problem[]>;
  status: ClaimStatus;
  context: ReviewContext;
};

/**
 * These claims in the order of the query, their bills settled first where an item was edited since. The state of each
 * follows from its bills and items as they are now.
 */
export async function loadClaims(
  scope: BusinessScope,
  query: Pick<Prisma.ClaimFindManyArgs, 'where' | 'orderBy' | 'take'>,
): Promise<LoadedClaim[]> {
  const include = { ...withClaimed, file: true } as const;
  const found = await db.claim.findMany({ ...query, include });
  if (found.length === 0) return [];
  const context = await loadReviewContext(db, scope, idsOf(namedByClaims(found)));
  const stale = found.filter((claim) => !areSettled(claim, context)).map(({ id }) => id);
  for (const id of stale) await settleBills(scope, id);
  if (stale.length === 0) return judge(scope, found, context);
  const settled = await db.claim.findMany({ where: { id: { in: stale }, businessId: scope.businessId }, include });
  const newest = found.flatMap((claim) =>
    stale.includes(claim.id) ? (settled.find(({ id }) => id === claim.id) ?? []) : claim,
  );
  return judge(scope, newest, context);
}

/** One claim, or null when the actor may not see it or it is deleted. */
export async function loadClaim(scope: BusinessScope, where: Prisma.ClaimWhereInput): Promise<LoadedClaim | null> {
  return (await loadClaims(scope, { where, take: 1 }))[0] ?? null;
}

async function judge(
  scope: BusinessScope,
  claims: readonly LoadedClaim['row'][],
  context: ReviewContext,
): Promise<LoadedClaim[]> {
  const { businessId } = scope;
  const rows = claims.flatMap(({ bills, items }) => [...bills, ...items]);
  const publications = await loadPublications(
    scope,
    claims.flatMap(({ bills }) => bills.map(({ id }) => id)),
  );
  const judged = new Map((await judgedItems(db, businessId, rows, context)).map((item) => [item.id, item]));
  return claims.map((row) => judgedClaim(row, context, { judged, publications }));
}

function judgedClaim(
  row: LoadedClaim['row'],
  context: ReviewContext,
  known: { judged: ReadonlyMap<string, JudgedItem>; publications: ReadonlyMap<string, PublicationView> },
): LoadedClaim {
  const composed = composeClaim(row, context);
  const assessed = (id: string) => {
    const item = known.judged.get(id);
    return item ? review(item, context) : nothingToDo;
  };
  const bills = row.bills.map((bill): LoadedBill => {
    const publication = known.publications.get(bill.id) ?? null;
    return {
      row: bill,
      composed: composed.find(({ currency }) => currency === bill.currency) ?? null,
      assessment: isBillOpen({ publication }) ? assessed(bill.id) : nothingToDo,
      publication,
    };
  });
  const closed = bills.filter((bill) => !isBillOpen(bill)).map((bill) => bill.row.currency);
  const problems = new Map(
    row.items.flatMap(({ id, currency }) => {
      if (closed.includes(currency ?? context.baseCurrency)) return [];
      const found = claimedProblems(assessed(id).problems);
      return found.length > 0 ? [[id, found] as const] : [];
    }),
  );
  addFromBills(problems, bills);
  const left = bills.reduce((count, { assessment }) => count + assessment.problems.length, 0);
  const { file } = row;
  const status = claimStatus(
    bills.map(({ row: { status }, publication }) => ({
      status,
      life: publication?.inBooks?.status ?? null,
      isSpent: publication !== null && isBankTransaction(publication.kind) && publication.isPublished,
    })),
    { isPrepared: file?.state === 'RUNNING' && file.publishById !== null, problems: left + problems.size },
  );
  return { row, bills, problems, status, context };
}

/** What is wrong with a line is told at the item that it is of, in the words of that where the item has them itself. */
function addFromBills(problems: Map<string, Problem[]>, bills: LoadedBill[]): void {
  for (const bill of bills) {
    const own = bill.assessment.problems.filter(({ line }) => line === null);
    for (const problem of bill.assessment.problems) {
      const source = problem.line === null ? undefined : bill.composed?.sources[problem.line];
      if (source === undefined) continue;
      const told = problems.get(source) ?? [];
      if (told.some(({ code }) => code === problem.code)) continue;
      problems.set(source, [...told, { ...problem, line: null, fixes: [] }]);
    }
    bill.assessment = { ...bill.assessment, problems: own };
  }
}

/** Neither in the books as it is nor on its way there: what is in it can still be changed. */
export const isBillOpen = ({ publication }: Pick<LoadedBill, 'publication'>): boolean =>
  !publication?.locksItem && (!publication?.isPublished || publication.afterwards?.correction != null);

/** Each thing that keeps a claim from being published once, in words. */
export function leftToDo({ row, bills, problems }: LoadedClaim): string[] {
  if (row.items.length === 0) return ['There is nothing in this claim yet. Add items first.'];
  const numbers = new Map(row.items.map(({ id, number }) => [id, number]));
  return [
    ...new Set([
      ...bills.flatMap(({ assessment }) => assessment.problems.map(({ message }) => message)),
      ...[...problems].flatMap(([id, found]) => found.map(({ message }) => `Item ${numbers.get(id)}: ${message}`)),
    ]),
  ];
}
