import { db } from '#lib/db.ts';
import type { Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type ChangedCoding, type CodingChange, changeCoding } from './change-coding.ts';

/** What somebody changes about one item, on top of the revision that they saw. */
export type ItemEdit = CodingChange;
/** What the browser is told of it. */
export type EditedItem = Omit<ChangedCoding, 'context'>;

/** One person's edit of one item; `changeCoding` says what is promised. */
export function editItem(scope: BusinessScope, edit: ItemEdit): Promise<Result<ChangedCoding>> {
  return db.$transaction((transaction) => changeCoding(transaction, scope, edit));
}
