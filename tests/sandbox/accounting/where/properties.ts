/** The kinds of values that a query compares. Dates and instants are both milliseconds. */
export type ValueType = 'String' | 'Guid' | 'DateTime' | 'Decimal' | 'Boolean';

export type Value = string | number | boolean | null;

/** What can be asked about an entity: its fields by their names in the API, some through a dot (`Contact.Name`). */
export type Properties<T> = Record<string, Property<T>>;

export interface Property<T> {
  type: ValueType;
  get: (entity: T) => Value | undefined;
}

export function text<T>(get: (entity: T) => string | undefined): Property<T> {
  return { type: 'String', get };
}

export function guid<T>(get: (entity: T) => string | undefined): Property<T> {
  return { type: 'Guid', get };
}

export function decimal<T>(get: (entity: T) => number | undefined): Property<T> {
  return { type: 'Decimal', get };
}

export function boolean<T>(get: (entity: T) => boolean): Property<T> {
  return { type: 'Boolean', get };
}

/** A calendar date. */
export function date<T>(get: (entity: T) => string | undefined): Property<T> {
  return {
    type: 'DateTime',
    get: (entity) => {
      const value = get(entity);
      return value === undefined ? null : Date.parse(`${value}T00:00:00Z`);
    },
  };
}

export function instant<T>(get: (entity: T) => number): Property<T> {
  return { type: 'DateTime', get };
}

/**
 * The properties of an entity that another one names, behind a prefix: what can be asked about contacts as `Contact.…`
 * of an invoice. Where there is no such entity, all of them are null.
 */
export function within<T, U>(
  prefix: string,
  properties: Properties<U>,
  entityOf: (entity: T) => U | undefined,
): Properties<T> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, { type, get }]) => [
      `${prefix}.${name}`,
      {
        type,
        get: (entity: T) => {
          const inner = entityOf(entity);
          return inner === undefined ? null : get(inner);
        },
      },
    ]),
  );
}
