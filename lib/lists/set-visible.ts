import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';

export type HideableList = 'ACCOUNTS' | 'TAX_RATES';

/** Offers an entry in pickers, or no longer. A setting of ours: the accounting software and coded items keep theirs. */
export async function setVisible(
  scope: BusinessScope,
  list: HideableList,
  id: string,
  isVisible: boolean,
): Promise<Result<null>> {
  const change = { where: { id, businessId: scope.businessId }, data: { isVisible } };
  const { count } = list === 'ACCOUNTS' ? await db.account.updateMany(change) : await db.taxRate.updateMany(change);
  return count > 0 ? ok(null) : failure('entryMissing', 'This entry no longer exists. Reload the page.');
}
