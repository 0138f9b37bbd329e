import type { ApiCall } from '../api/context.ts';
import type { HistoryRecord } from './record.ts';

type Scope = Pick<ApiCall, 'books' | 'now' | 'app' | 'user'>;

/** Notes what was done to a document or contact, and by whom: an app leaves no name, a person on the website does. */
export function recordHistory(call: Scope, ownerId: string, changes: string, details: string): HistoryRecord {
  const { books, now, app, user: person } = call;
  const user = app.id ? 'System Generated' : `${person.givenName} ${person.familyName}`;
  return books.history.put({ id: crypto.randomUUID(), ownerId, changes, details, user, at: now });
}
