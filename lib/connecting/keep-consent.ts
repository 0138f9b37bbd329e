import { randomUUID } from 'node:crypto';
import { sealTokens } from '#lib/connections/token-seal.ts';
import { db } from '#lib/db.ts';
import type { OrganisationChoice } from '#lib/domain/connection.ts';
import { announce } from '#lib/events/announce.ts';
import type { Consent } from '#lib/ledger/ledger.ts';
import type { ConnectionAttempt, Prisma } from '#prisma/generated/client.ts';

/**
 * Stores a consent's tokens on the person's grant, and what it reaches on the attempt. The new tokens take the place of
 * the person's earlier ones, which serve other connections too: those that had lost them are connected again. Gives
 * back these connections.
 */
export function keepConsent(
  attempt: ConnectionAttempt,
  consent: Consent,
  organisations: OrganisationChoice[],
): Promise<string[]> {
  return db.$transaction(async (transaction) => {
    const grantId = await writeGrant(transaction, attempt.ledger, consent);
    await transaction.connectionAttempt.update({ where: { id: attempt.id }, data: { grantId, organisations } });
    const resumed = await transaction.connection.updateManyAndReturn({
      where: {
        grantId,
        status: 'NEEDS_RECONNECTING',
        statusReason: { in: ['authorisationLost', 'keysLost'] },
        organisationId: { in: organisations.map(({ organisationId }) => organisationId) },
        // The one that is being reconnected waits for its organisation to be confirmed.
        ...(attempt.connectionId && { id: { not: attempt.connectionId } }),
      },
      data: { status: 'CONNECTED', statusReason: null, statusChangedAt: new Date() },
      select: { id: true, businessId: true },
    });
    await announce(
      transaction,
      ...resumed.map(({ id, businessId }) => ({ businessId, topic: 'connection', id }) as const),
    );
    return resumed.map(({ id }) => id);
  });
}

async function writeGrant(
  transaction: Prisma.TransactionClient,
  ledger: string,
  { subject, email, name, tokens }: Consent,
): Promise<string> {
  // One at a time per person: the row's id has to be known to encrypt for it.
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`grant:${ledger}:${subject}`}, 0))::text`;
  const existing = await transaction.grant.findUnique({ where: { ledger_subject: { ledger, subject } } });
  const id = existing?.id ?? randomUUID();
  const data = {
    subjectEmail: email,
    subjectName: name,
    ...sealTokens(tokens, id),
    accessExpiresAt: tokens.accessExpiresAt,
    refreshedAt: new Date(),
    scopes: tokens.scopes,
    status: 'ACTIVE' as const,
    lostReason: null,
  };
  await transaction.grant.upsert({ where: { id }, create: { id, ledger, subject, ...data }, update: data });
  return id;
}
