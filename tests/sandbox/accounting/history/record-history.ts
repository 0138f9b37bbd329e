import type { ApiCall } from '../api/context.ts';
import type { HistoryRecord } from './record.ts';

/** Notes what an app did to a document or contact. */
export function recordHistory(call: Pick<ApiCall, 'books' | 'now'>, ownerId: string, changes: string, details: string) {
  return addHistory(call, ownerId, changes, details, 'System Generated');
}

/** Notes what somebody did. */
export function addHistory(
  { books, now }: Pick<ApiCall, 'books' | 'now'>,
  ownerId: string,
  changes: string,
  details: string,
  user: string,
): HistoryRecord {
  return books.history.put({ id: crypto.randomUUID(), ownerId, changes, details, user, at: now });
}
