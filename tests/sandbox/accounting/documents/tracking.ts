import { conversionOfTracking } from '../api/failures.ts';
import type { Fields } from '../api/reading.ts';
import type { Books } from '../books.ts';
import type { LineTracking } from './record.ts';

const MOST_PER_LINE = 2;

/**
 * The tracking of a line. What matches no active category and option, by ids or by names, is dropped without a word:
 * so does Xero. A tracking that is no list breaks it. `undefined`: none was sent.
 */
export function readTracking(books: Books, fields: Fields): LineTracking[] | undefined {
  const raw = fields.raw.Tracking;
  if (raw !== undefined && raw !== null && !Array.isArray(raw)) throw conversionOfTracking();
  const sent = fields.list('Tracking');
  if (!sent) return undefined;
  const found: LineTracking[] = [];
  for (const one of sent) {
    const tracking = match(books, one);
    if (tracking && !found.some((other) => other.categoryId === tracking.categoryId)) found.push(tracking);
  }
  return found.slice(0, MOST_PER_LINE);
}

function match(books: Books, fields: Fields): LineTracking | undefined {
  const categoryId = fields.guid('TrackingCategoryID');
  const optionId = fields.guid('TrackingOptionID');
  const isNamed = (name: string, wanted: string | undefined) => name.toLowerCase() === wanted?.trim().toLowerCase();
  const category = books.tracking
    .all()
    .find(
      (one) => one.status === 'ACTIVE' && (categoryId ? one.id === categoryId : isNamed(one.name, fields.text('Name'))),
    );
  const option = category?.options.find(
    (one) => one.status === 'ACTIVE' && (optionId ? one.id === optionId : isNamed(one.name, fields.text('Option'))),
  );
  return category && option && { categoryId: category.id, optionId: option.id };
}
