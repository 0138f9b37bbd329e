import { itemProgress } from '#lib/domain/item-progress.ts';
import type { ItemStatus } from '#lib/domain/item-status.ts';

/** What becomes of an item, to those who may do nothing about it. */
export function ProgressText({ status }: { status: ItemStatus }) {
  return <p>{itemProgress[status]}</p>;
}
