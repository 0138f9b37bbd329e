import type { Entity, Table } from './storage/table.ts';

interface ClockSetting extends Entity {
  offsetMs: number;
}

const SETTING = 'clock';

/** The sandbox's time: the machine's, moved by an offset that tests set and that survives restarts. */
export class Clock {
  readonly #settings: () => Table<ClockSetting>;

  constructor(settings: () => Table<ClockSetting>) {
    this.#settings = settings;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  get offsetMs(): number {
    return this.#settings().get(SETTING)?.offsetMs ?? 0;
  }

  /** Needs an open transaction. */
  setOffset(offsetMs: number): void {
    this.#settings().put({ id: SETTING, offsetMs });
  }
}
