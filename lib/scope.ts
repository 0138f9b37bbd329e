import type { Actor, Person } from './domain/actor.ts';

/**
 * Who acts, and for which business. Made from the session, a job or a key and the database only, so it can't be forged
 * by a payload. The first parameter of every use case; every query is limited to `businessId`.
 */
export type BusinessScope = { businessId: string; actor: Actor };

/** For what only a signed-in person can do, such as giving consent at the accounting software. */
export type PersonScope = { businessId: string; actor: Person };
