import type { Place } from './reading.ts';

const isPlace = (value: object): value is Place => 'page' in value && 'left' in value && 'width' in value;

/** A reading, or a part of it, with each of its places as `map` has it: null for one that is nowhere. */
export function withPlaces<T>(read: T, map: (place: Place) => Place | null): T {
  return mapped(read) as T;

  function mapped(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(mapped);
    if (typeof value !== 'object' || value === null) return value;
    if (isPlace(value)) return map(value);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapped(each)]));
  }
}
