import { Fields } from '../accounting/api/reading.ts';

/** Fields that tell of what nobody has asked for in the objects inside them, too, by their paths. */
export class WatchedFields extends Fields {
  readonly #path: string;
  readonly #inner = new Map<string, WatchedFields>();

  constructor(raw: unknown, path = '') {
    super(raw, path);
    this.#path = path;
  }

  override get unread(): string[] {
    const inner = [...this.#inner.values()].flatMap((fields) => fields.unread);
    return [...super.unread.map((name) => this.#pathOf(name)), ...inner];
  }

  override object(name: string): Fields | undefined {
    const given = super.object(name);
    return given && this.#watched(given, name);
  }

  override list(name: string): Fields[] | undefined {
    return super.list(name)?.map((given, index) => this.#watched(given, `${name}[${index}]`));
  }

  /** The same one each time that it is asked for: each reader reads a part. */
  #watched(given: Fields, name: string): WatchedFields {
    const fields = this.#inner.get(name) ?? new WatchedFields(given.raw, this.#pathOf(name));
    this.#inner.set(name, fields);
    return fields;
  }

  #pathOf(name: string): string {
    return this.#path ? `${this.#path}.${name}` : name;
  }
}
