import { z } from 'zod';
import { db } from '#lib/db.ts';
import type { OrganisationChoice } from '#lib/domain/connection.ts';
import { isLedgerName, type LedgerName } from '#lib/ledger/ledgers.ts';
import type { PersonScope } from '#lib/scope.ts';

/** Time to choose the organisation once back from the ledger. */
const CHOICE_LIFE_MS = 60 * 60_000;

export type OpenAttempt = {
  id: string;
  ledger: LedgerName;
  grantId: string;
  /** The connection that is being renewed, if one is. */
  connectionId: string | null;
  organisations: OrganisationChoice[];
};

/** A visit that an upgrade overtook in a form it can't read is made anew. */
const choicesSchema: z.ZodType<OrganisationChoice[]> = z.array(
  z.object({ ledgerConnectionId: z.string(), organisationId: z.string(), name: z.string(), isNew: z.boolean() }),
);

/** The person's own visit to the ledger that has come back and waits for the organisation to be chosen; else null. */
export async function openAttempt(scope: PersonScope, attemptId: string): Promise<OpenAttempt | null> {
  const attempt = await db.connectionAttempt.findFirst({
    where: {
      id: attemptId,
      businessId: scope.businessId,
      userId: scope.actor.userId,
      usedAt: { gt: new Date(Date.now() - CHOICE_LIFE_MS) },
      completedAt: null,
    },
  });
  if (!attempt?.grantId || !isLedgerName(attempt.ledger)) return null;
  const { id, ledger, grantId, connectionId } = attempt;
  const organisations = choicesSchema.safeParse(attempt.organisations);
  return organisations.success ? { id, ledger, grantId, connectionId, organisations: organisations.data } : null;
}
