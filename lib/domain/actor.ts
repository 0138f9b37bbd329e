import { may, type Permission, type Role } from './roles.ts';

/** A signed-in person in the role that they have in the business. */
export type Person = { kind: 'person'; userId: string; name: string; role: Role };

/**
 * Whoever changes something. All use cases take one, so that a rule, a job, an API key and a person do the same thing
 * in the same way, and the history says which of them it was. `name` is what the history calls it.
 */
export type Actor =
  | Person
  /** A program with a key that an admin made, in the role given to it. */
  | { kind: 'apiKey'; keyId: string; name: string; role: Role }
  /** What a business has settled for many items; without an id where it is a setting and not one of its rules. */
  | { kind: 'rule'; ruleId: string | null; name: string }
  /** A refresh of the lists. */
  | { kind: 'sync'; name: string }
  /** The reading of a document. */
  | { kind: 'extraction'; name: string }
  /** The product itself: sweeps, publishing, upgrades. */
  | { kind: 'system'; name: string };

export const listRefresh: Actor = { kind: 'sync', name: 'List refresh' };
export const documentReading: Actor = { kind: 'extraction', name: 'Document reading' };
export const intray: Actor = { kind: 'system', name: 'Intray' };

/** What somebody may do by their role. What is no person and no key acts for the business and is held by its own rules. */
export function actorMay(actor: Actor, permission: Permission): boolean {
  return 'role' in actor ? may(actor.role, permission) : true;
}

/** A submitter sees the items they own or added, everyone else all of the business's. */
export function seesAllItems(actor: Actor): boolean {
  return !('role' in actor) || actor.role !== 'SUBMITTER';
}

/** The person's id; null for whoever is none. */
export function userIdOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.userId : null;
}

/** The row that stands for the actor: a person's, a rule's or a key's; null for those that have none. */
export function actorIdOf(actor: Actor): string | null {
  switch (actor.kind) {
    case 'person':
      return actor.userId;
    case 'apiKey':
      return actor.keyId;
    case 'rule':
      return actor.ruleId;
    default:
      return null;
  }
}
