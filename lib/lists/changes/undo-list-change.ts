import { type Db, db } from '#lib/db.ts';
import { nameKey, sameValues } from '#lib/domain/payment-method.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { holdOwnLists } from '../own-books.ts';
import { requestReview } from '../request-review.ts';
import { type ChangedEntries, storedEntries } from './list-change.ts';
import { nameTwice } from './name-twice.ts';
import { takeBackOwnAccounts, takeBackOwnTaxRates } from './own-entries.ts';
import { named, writeVisibility } from './visibility.ts';
import { takeBackAliases } from './write-aliases.ts';
import { type ChangedPaymentMethod, holdPaymentMethods, writePaymentMethods } from './write-payment-methods.ts';

/**
 * Takes a change of local settings back, once. What somebody has changed again since stays as they made it. Returns how
 * many entries are as they were before.
 */
export async function undoListChange(scope: BusinessScope, changeId: string): Promise<Result<number>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.listChange.updateMany({
      where: { id: changeId, businessId, undoneAt: null },
      data: { undoneAt: new Date() },
    });
    if (count === 0)
      return failure('changeMissing', 'This was undone already, or is too long ago. Nothing was changed now.');
    const { entries } = await transaction.listChange.findUniqueOrThrow({ where: { id: changeId } });
    let undone = 0;
    for (const changed of storedEntries.parse(entries)) undone += await takeBack(transaction, businessId, changed);
    await announce(transaction, { businessId, topic: 'sync', id: null, origin });
    return ok(undone);
  });
}

async function takeBack(transaction: Db, businessId: string, changed: ChangedEntries): Promise<number> {
  switch (changed.kind) {
    case 'visibility':
      return takeBackVisibility(transaction, businessId, changed);
    case 'paymentMethods':
      return takeBackPaymentMethods(transaction, businessId, changed.methods);
    case 'aliases':
      return takeBackAliases(transaction, businessId, changed.entries);
    case 'ownAccounts':
      await holdOwnLists(transaction, businessId);
      await requestReview(transaction, businessId);
      return takeBackOwnAccounts(transaction, businessId, changed.entries);
    case 'ownTaxRates':
      await holdOwnLists(transaction, businessId);
      await requestReview(transaction, businessId);
      return takeBackOwnTaxRates(transaction, businessId, changed.entries);
  }
}

async function takeBackVisibility(
  transaction: Db,
  businessId: string,
  { list, shown, hidden }: Extract<ChangedEntries, { kind: 'visibility' }>,
): Promise<number> {
  const hiddenAgain = await writeVisibility(transaction, businessId, list, named(shown), false);
  const shownAgain = await writeVisibility(transaction, businessId, list, named(hidden), true);
  return hiddenAgain.length + shownAgain.length;
}

/** One whose old name another has taken meanwhile stays as it is too. */
export async function takeBackPaymentMethods(
  transaction: Db,
  businessId: string,
  methods: readonly ChangedPaymentMethod[],
): Promise<number> {
  const stored = await holdPaymentMethods(transaction, businessId);
  const still = methods.filter(({ id, after }) => stored.some((now) => now.id === id && sameValues(now.values, after)));
  const made = still.filter(({ before }) => before === null).map(({ id }) => id);
  await transaction.paymentMethod.deleteMany({ where: { businessId, id: { in: made } } });
  const kept = stored.filter(({ id }) => !made.includes(id));
  let wanted = still.flatMap(({ id, before }) => (before ? [{ id, values: before }] : []));
  for (let taken = nameTwice(kept, wanted); taken !== null; taken = nameTwice(kept, wanted)) {
    const key = nameKey(taken);
    wanted = wanted.filter(({ values }) => nameKey(values.name) !== key);
  }
  const back = await writePaymentMethods(transaction, businessId, kept, wanted);
  return made.length + back.length;
}
