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
  const { query, headers } = call.request;
  const isNarrowed = headers['if-modified-since'] !== undefined || [...query.keys()].length > 0;
  if (table.size > MOST_UNFILTERED && !isNarrowed) throw highVolume();
  return arrange(call, table.sorted(byUpdate).filter(keep), typeName, properties);
}

/** Rows that pass the caller's `where`, in the caller's `order`, or else as they come. */
export function arrange<T>(call: ApiCall, rows: readonly T[], typeName: string, properties: Properties<T>): T[] {
  const where = call.request.query.get('where');
  const order = call.request.query.get('order');
  const kept = where ? rows.filter(compileWhere(where, typeName, properties)) : [...rows];
  return order ? kept.sort(compileOrder(order, typeName, properties)) : kept;
}
