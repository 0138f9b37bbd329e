import { z } from 'zod';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type BrowsePlan, conditionsOf, entriesQuery } from '../browse/browse.ts';
import { categoriesPlan } from '../browse/browse-accounts.ts';
import { taxRatesPlan } from '../browse/browse-tax-rates.ts';
import { type ListSource, listSource } from '../browse/list-source.ts';
import { storeListChange } from './list-change.ts';
import { type HideableList, named, writeVisibility } from './visibility.ts';

/** As many as a page on the screen holds; more are chosen by what they have in common. */
const MAX_CHOSEN = 10_000;

/** Entries of a list: those ticked, or all that match what is asked of it, shown on the screen or not. */
export const chosenEntries = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(MAX_CHOSEN) }),
  z.object({ matching: entriesQuery }),
]);
export type ChosenEntries = z.output<typeof chosenEntries>;

export type VisibilityChange = {
  /** To be undone with; null when all were so before. */
  changeId: string | null;
  changed: number;
};

const plans: Record<HideableList, (scope: BusinessScope, source: ListSource) => BrowsePlan> = {
  ACCOUNTS: categoriesPlan,
  TAX_RATES: taxRatesPlan,
};

/**
 * Offers entries in pickers, or no longer, all or none of them. A setting of ours: the accounting software and what is
 * coded keep theirs.
 */
export async function setVisible(
  scope: BusinessScope,
  list: HideableList,
  chosen: ChosenEntries,
  isVisible: boolean,
): Promise<Result<VisibilityChange>> {
  const source = await listSource(scope);
  if (!source) return failure('entryMissing', 'This list is empty: nothing is connected. Nothing was changed.');
  const plan = plans[list](scope, source);
  const wanted =
    'ids' in chosen
      ? [plan.where, Prisma.sql`${plan.id} IN (${named(chosen.ids)})`]
      : conditionsOf(plan, chosen.matching);
  const entries = Prisma.sql`SELECT ${plan.id} FROM ${plan.from} WHERE ${Prisma.join(wanted, ' AND ')}`;
  return db.$transaction(async (transaction) => {
    const changed = await writeVisibility(transaction, scope.businessId, list, entries, isVisible);
    if (changed.length > 0) {
      const [shown, hidden] = isVisible ? [changed, []] : [[], changed];
      const changeId = await storeListChange(transaction, scope, [{ kind: 'visibility', list, shown, hidden }]);
      return ok({ changeId, changed: changed.length });
    }
    const [found] = await transaction.$queryRaw<{ id: string }[]>`${entries} LIMIT 1`;
    return found
      ? ok({ changeId: null, changed: 0 })
      : failure('entryMissing', 'These entries no longer exist. Nothing was changed: reload the page.');
  });
}
