import type { Actor, Person } from './domain/actor.ts';
import type { NumberForm } from './domain/number-form.ts';

/**
 * Who acts, and for which business. Made from the session, a job or a key and the database only, so it can't be forged
 * by a payload. The first parameter of every use case; every query is limited to `businessId`.
 */
export type BusinessScope = {
  businessId: string;
  actor: Actor;
  /** The open page that asks, when one does: it shows the outcome by itself, so its own event tells it nothing new. */
  origin?: string | undefined;
  /** How whoever reads what comes back reads numbers; as English has them where it is not known. */
  numbers?: NumberForm | undefined;
};

/** For what only a signed-in person can do, such as giving consent at the accounting software. */
export type PersonScope = BusinessScope & { actor: Person };
