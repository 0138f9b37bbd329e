import type { Table } from '../../storage/table.ts';
import type { ApiCall } from '../api/context.ts';
import { byUpdate } from '../api/listing.ts';
import { compileWhere } from './compile.ts';
import { compileOrder } from './order.ts';
import type { Properties } from './properties.ts';

type Listed = { id: string; updatedAt: number };

/** The rows of a table that pass `keep` and the caller's `where`, in the caller's `order`. */
export function select<T extends Listed>(
  call: ApiCall,
  table: Table<T>,
  typeName: string,
  properties: Properties<T>,
  keep: (row: T) => boolean,
): T[] {
  const where = call.request.query.get('where');
  const order = call.request.query.get('order');
  const test = where ? compileWhere(where, typeName, properties) : () => true;
  const rows = table.sorted(byUpdate).filter((row) => keep(row) && test(row));
  return order ? rows.sort(compileOrder(order, typeName, properties)) : rows;
}
