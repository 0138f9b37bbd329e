import type { Role } from './domain/roles.ts';

/**
 * Who acts, for which business, in which role. Made from the session and the database only, so it can't be
 * forged by a payload. The first parameter of every use case; every query is limited to `businessId`.
 */
export type BusinessScope = {
  businessId: string;
  role: Role;
  actor: { userId: string; name: string };
};
