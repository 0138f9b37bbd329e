import { type Db, db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type ChangedEntries, storedEntries } from './list-change.ts';
import { named, writeVisibility } from './visibility.ts';

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
  const { list, shown, hidden } = changed;
  const hiddenAgain = await writeVisibility(transaction, businessId, list, named(shown), false);
  const shownAgain = await writeVisibility(transaction, businessId, list, named(hidden), true);
  return hiddenAgain.length + shownAgain.length;
}
