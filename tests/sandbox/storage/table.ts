/** Anything the sandbox keeps: a plain JSON value with an id. Values are never changed in place, only replaced. */
export interface Entity {
  readonly id: string;
}

/** The keys under which an entity is found, by index name. `undefined` leaves it out of that index. */
export type Indexes<T> = Record<string, (entity: T) => string | undefined>;

/** Told of every change, so that a transaction can store it or take it back. */
export type ChangeListener = (change: Change) => void;

export interface Change {
  table: Table<never>;
  id: string;
  before: Entity | undefined;
}

/** One kind of entity in memory, with its secondary indexes. The disk copy is the `Store`'s business. */
export class Table<T extends Entity> {
  /** The number under which its rows are kept on disk, and there the row of each entity: the store's book-keeping. */
  readonly list: number;
  readonly rows = new Map<string, number>();
  readonly #entities = new Map<string, T>();
  readonly #keys: Indexes<T>;
  readonly #indexes = new Map<string, Map<string, Set<string>>>();
  readonly #changed: ChangeListener;
  readonly #sorted = new Map<(a: T, b: T) => number, T[]>();

  constructor(list: number, keys: Indexes<T>, changed: ChangeListener) {
    this.list = list;
    this.#keys = keys;
    this.#changed = changed;
    for (const name of Object.keys(keys)) this.#indexes.set(name, new Map());
  }

  get size(): number {
    return this.#entities.size;
  }

  get(id: string | undefined): T | undefined {
    return id === undefined ? undefined : this.#entities.get(id);
  }

  /** For references that the sandbox itself made: a missing one is a defect of the sandbox. */
  require(id: string): T {
    const found = this.#entities.get(id);
    if (!found) throw new Error(`${id} is missing from the sandbox's books`);
    return found;
  }

  all(): T[] {
    return [...this.#entities.values()];
  }

  /** In the order of their first `put`. */
  values(): IterableIterator<T> {
    return this.#entities.values();
  }

  /** All rows in an order, kept until the next change: paging through a large table sorts once. Pass a constant function. */
  sorted(order: (a: T, b: T) => number): readonly T[] {
    let rows = this.#sorted.get(order);
    if (!rows) {
      rows = this.all().sort(order);
      this.#sorted.set(order, rows);
    }
    return rows;
  }

  /** Throws for an index that the table has not: a misspelt one must not look like an empty answer. */
  find(index: string, key: string | undefined): T[] {
    const entries = this.#indexes.get(index);
    if (!entries) throw new Error(`There is no index ${index}`);
    const ids = key === undefined ? undefined : entries.get(key);
    return ids ? [...ids].map((id) => this.require(id)) : [];
  }

  put(entity: T): T {
    const before = this.#entities.get(entity.id);
    this.#changed({ table: this as unknown as Table<never>, id: entity.id, before });
    this.restore(entity.id, entity);
    return entity;
  }

  delete(id: string): void {
    const before = this.#entities.get(id);
    if (!before) return;
    this.#changed({ table: this as unknown as Table<never>, id, before });
    this.restore(id, undefined);
  }

  /** Sets a row without recording the change: loading from disk, and taking back. */
  restore(id: string, entity: T | undefined): void {
    const before = this.#entities.get(id);
    if (before) this.#unindex(before);
    if (entity) {
      this.#entities.set(id, entity);
      this.#index(entity);
    } else {
      this.#entities.delete(id);
    }
    this.#sorted.clear();
  }

  #index(entity: T): void {
    for (const [name, keyOf] of Object.entries(this.#keys)) {
      const key = keyOf(entity);
      if (key === undefined) continue;
      const index = this.#indexes.get(name) as Map<string, Set<string>>;
      const ids = index.get(key);
      if (ids) ids.add(entity.id);
      else index.set(key, new Set([entity.id]));
    }
  }

  #unindex(entity: T): void {
    for (const [name, keyOf] of Object.entries(this.#keys)) {
      const key = keyOf(entity);
      if (key === undefined) continue;
      const index = this.#indexes.get(name) as Map<string, Set<string>>;
      const ids = index.get(key);
      ids?.delete(entity.id);
      if (ids?.size === 0) index.delete(key);
    }
  }
}
