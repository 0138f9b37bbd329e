import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { may } from '#lib/domain/roles.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { OpenAttempt } from './attempt.ts';

export type Availability =
  /** Free to be connected, or the connection to be renewed. */
  | { kind: 'free' }
  /** The business is connected to another organisation, named here. */
  | { kind: 'otherOrganisation'; connectionId: string; organisationId: string; connectedTo: string }
  /** Another business has it; `businessName` only for those who are members there. */
  | { kind: 'elsewhere'; mayMove: boolean; businessName: string | null };

/** Whether an organisation can be connected here; nothing is changed by asking. */
export async function availabilityOf(
  scope: PersonScope,
  attempt: OpenAttempt,
  organisationId: string,
): Promise<Availability> {
  const { ledger } = attempt;
  const live = { status: { not: 'DISCONNECTED' as const } };
  const current = await liveConnection(db, scope.businessId);
  if (current && current.organisationId !== organisationId) {
    const { id: connectionId, organisationId, organisationName: connectedTo } = current;
    return { kind: 'otherOrganisation', connectionId, organisationId, connectedTo };
  }
  const other = await db.connection.findFirst({
    where: { ledger, organisationId, businessId: { not: scope.businessId }, ...live },
    select: {
      business: {
        select: { name: true, memberships: { where: { userId: scope.actor.userId }, select: { role: true } } },
      },
    },
  });
  if (!other) return { kind: 'free' };
  const role = other.business.memberships[0]?.role;
  return {
    kind: 'elsewhere',
    mayMove: role !== undefined && may(role, 'connections.manage'),
    businessName: role ? other.business.name : null,
  };
}
