import type { Table } from '../../storage/table.ts';
import type { ApiCall } from '../api/context.ts';
import { highVolume } from '../api/failures.ts';
import { byUpdate } from '../api/listing.ts';
import { compileWhere } from './compile.ts';
import { compileOrder } from './order.ts';
import type { Properties } from './properties.ts';

type Listed = { id: string; updatedAt: number };

/** Above this, a list that nothing narrows is refused. */
const MOST_UNFILTERED = 100_000;

/** The rows of a table that pass `keep` and the caller's `where`, in the caller's `order`. */
export function select<T extends Listed>(
  call: ApiCall,
  table: Table<T>,
  typeName: string,
  properties: Properties<T>,
  keep: (row: T) => boolean,
): T[] {
  return arrange(call, listed(call, table).filter(keep), typeName, properties);
}

/** The rows of a table in Xero's own order; a list that is too long to give at once has to be narrowed. */
export function listed<T extends Listed>({ request }: ApiCall, table: Table<T>): readonly T[] {
  const isNarrowed = request.headers['if-modified-since'] !== undefined || [...request.query.keys()].length > 0;
  if (table.size > MOST_UNFILTERED && !isNarrowed) throw highVolume();
  return table.sorted(byUpdate);
}

/** Rows that pass the caller's `where`, in the caller's `order`, or else as they come. */
export function arrange<T>(call: ApiCall, rows: readonly T[], typeName: string, properties: Properties<T>): T[] {
  const where = call.request.query.get('where');
  const kept = where ? rows.filter(compileWhere(where, typeName, properties)) : rows;
  return ordered(call, kept, typeName, properties);
}

/** Rows in the caller's `order`, or else as they come: for the lists that know no `where`. */
export function ordered<T>(call: ApiCall, rows: readonly T[], typeName: string, properties: Properties<T>): T[] {
  const order = call.request.query.get('order');
  return order ? [...rows].sort(compileOrder(order, typeName, properties)) : [...rows];
}
