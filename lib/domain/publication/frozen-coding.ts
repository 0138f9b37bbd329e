import { z } from 'zod';
import type { Coding } from '../coding/coding.ts';
import { parseStoredCoding } from '../coding/coding-schema.ts';

/**
 * An item's coding as a publication keeps it, from the moment of *Publish* until the ledger has answered: also across
 * an upgrade. So it carries a version, and is parsed when it is read. Those written before there were versions have none.
 */
const VERSION = 1;

const versioned = z.looseObject({ version: z.literal(VERSION).optional() });

/** What was frozen can't be read, or was frozen by a version that this one does not know. */
export class Unreadable extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`${what} can't be read`, options);
    this.name = 'Unreadable';
  }
}

export function freeze(coding: Coding): Coding & { version: number } {
  return { version: VERSION, ...coding };
}

/** Throws `Unreadable`. Fields that came after it was frozen are empty. */
export function thaw(value: unknown): Coding {
  try {
    return parseStoredCoding(versioned.parse(value));
  } catch (cause) {
    throw new Unreadable('A frozen coding', { cause });
  }
}
