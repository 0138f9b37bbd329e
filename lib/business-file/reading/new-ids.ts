import { createHash } from 'node:crypto';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Places of the table before it has to grow; always a power of two. */
const FIRST_SIZE = 1 << 16;

/**
 * The ids of the rows of a file, and those that they get here: each is computed from the old one and `salt`, so that none
 * has to be kept, begins as it did, since that is the time by which rows are ordered, and is nobody else's.
 */
export class NewIds {
  private readonly salt: string;
  /** The second half of each id, of which 62 bits are random: two numbers a place, in an open hash table. */
  private places = new Uint32Array(FIRST_SIZE * 2);
  private count = 0;

  constructor(salt: string) {
    this.salt = salt;
  }

  /** A row of the file has this id. */
  note(id: string): void {
    if (this.count * 2 >= this.places.length / 2) this.grow();
    const [high, low] = halves(id);
    const place = this.placeOf(high, low);
    if (this.places[place] !== 0) return;
    this.places[place] = high;
    this.places[place + 1] = low;
    this.count++;
  }

  /** What a row of the file is called here; null for what is none of them. */
  of(id: string): string | null {
    const [high, low] = halves(id);
    return this.places[this.placeOf(high, low)] === 0 ? null : this.made(id);
  }

  /** The same value with the ids in it, wherever they stand. Ids of others stay: those of documents in the books. */
  within(value: unknown): unknown {
    const text = JSON.stringify(value);
    const renewed = text.replace(ID, (id) => this.of(id) ?? id);
    return renewed === text ? value : JSON.parse(renewed);
  }

  private made(id: string): string {
    const hash = createHash('sha256').update(this.salt).update(id).digest('hex');
    return `${id.slice(0, 13)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
  }

  private placeOf(high: number, low: number): number {
    const { places } = this;
    const mask = places.length / 2 - 1;
    for (let at = (high ^ Math.imul(low, 0x9e37_79b1)) & mask; ; at = (at + 1) & mask) {
      const place = at * 2;
      if (places[place] === 0 || (places[place] === high && places[place + 1] === low)) return place;
    }
  }

  private grow(): void {
    const before = this.places;
    this.places = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) {
      const [high = 0, low = 0] = [before[at], before[at + 1]];
      if (high === 0) continue;
      const place = this.placeOf(high, low);
      this.places[place] = high;
      this.places[place + 1] = low;
    }
  }
}

/** The first of them is never 0: an id's variant is in it. */
function halves(id: string): [number, number] {
  const high = Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16);
  return [high === 0 ? 1 : high >>> 0, Number.parseInt(id.slice(28, 36), 16) >>> 0];
}
