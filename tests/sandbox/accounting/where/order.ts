import { unreadableQuery } from '../api/failures.ts';
import type { Properties, Value } from './properties.ts';

/** Compiles an `order` parameter, such as `Date DESC, InvoiceNumber`. */
export function compileOrder<T>(text: string, typeName: string, properties: Properties<T>): (a: T, b: T) => number {
  const terms = text.split(',').map((part) => {
    const [name = '', direction = 'ASC'] = part.trim().split(/\s+/);
    const key = Object.keys(properties).find((known) => known.toLowerCase() === name.toLowerCase());
    const property = key && properties[key];
    if (!/^(asc|desc)(ending)?$/i.test(direction)) throw unreadableQuery('Syntax error');
    if (!property) throw unreadableQuery(`No property or field '${name}' exists in type '${typeName}'`);
    return { get: property.get, sign: /^desc/i.test(direction) ? -1 : 1 };
  });
  return (a, b) => {
    for (const { get, sign } of terms) {
      const difference = compareValues(get(a) ?? null, get(b) ?? null);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

/** Nothing comes first; text without regard to case. */
function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') {
    const [left, right] = [a.toLowerCase(), b.toLowerCase()];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Number(a) - Number(b);
}
