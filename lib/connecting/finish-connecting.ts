import { db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { requestReview } from '#lib/lists/request-review.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type OpenAttempt, openAttempt } from './attempt.ts';
import { availabilityOf } from './availability.ts';
import { logFailedConnecting } from './log-failed-connecting.ts';

type Choice = {
  attemptId: string;
  organisationId: string;
  /** The person has read that another business loses the organisation. */
  movesFromOther: boolean;
};

/**
 * Connects the chosen organisation, or renews the connection to it: settings, items and codings stay. The lists are
 * refreshed and what waited is published, both by themselves.
 */
export async function finishConnecting(scope: PersonScope, choice: Choice): Promise<Result<{ connectionId: string }>> {
  const attempt = await openAttempt(scope, choice.attemptId);
  const finished = await finish(scope, attempt, choice);
  if (!finished.ok) {
    const { businessId } = scope;
    const { code } = finished.error;
    logFailedConnecting({ ledger: attempt?.ledger, businessId, attemptId: choice.attemptId, problem: code });
  }
  return finished;
}

async function finish(
  scope: PersonScope,
  attempt: OpenAttempt | null,
  { organisationId, movesFromOther }: Choice,
): Promise<Result<{ connectionId: string }>> {
  const organisation = attempt?.organisations.find((choice) => choice.organisationId === organisationId);
  if (!attempt || !organisation) {
    return failure('attemptEnded', 'This took too long, or was finished already. Nothing was changed. Connect again.');
  }
  const availability = await availabilityOf(scope, attempt, organisationId);
  if (availability.kind === 'otherOrganisation') {
    return failure(
      'otherOrganisation',
      `This business is connected to ${isolated(availability.connectedTo)}, and ${isolated(organisation.name)} has other books. Nothing was changed. Choose ${isolated(availability.connectedTo)}, or disconnect it first.`,
    );
  }
  if (availability.kind === 'elsewhere' && !(availability.mayMove && movesFromOther)) {
    return failure(
      'connectedElsewhere',
      `${isolated(organisation.name)} is connected to another business. Nothing was changed. Someone who is an admin of both can move it.`,
    );
  }
  let connectionId: string;
  try {
    connectionId = await connect(scope, attempt, organisation, availability.kind === 'elsewhere');
  } catch (error) {
    // The indexes decide when two people finish at the same time.
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    return failure(
      'connectedElsewhere',
      `${isolated(organisation.name)} was connected by someone else in this moment. Nothing was changed. Go back to Connections to see where it stands.`,
    );
  }
  await startRefresh(scope, connectionId, 'CONNECT');
  await enqueue('drain-publications', { connectionId });
  return ok({ connectionId });
}

function connect(
  scope: PersonScope,
  attempt: OpenAttempt,
  organisation: OpenAttempt['organisations'][number],
  isMove: boolean,
): Promise<string> {
  const { businessId, actor } = scope;
  const { ledger, grantId } = attempt;
  const { organisationId, ledgerConnectionId, name } = organisation;
  const now = new Date();
  return db.$transaction(async (transaction) => {
    if (isMove) {
      const [left] = await transaction.connection.updateManyAndReturn({
        where: { ledger, organisationId, businessId: { not: businessId }, status: { not: 'DISCONNECTED' } },
        data: {
          status: 'DISCONNECTED',
          statusReason: 'movedAway',
          statusChangedAt: now,
          disconnectedAt: now,
          ledgerConnectionId: null,
          grantId: null,
        },
        select: { id: true, businessId: true },
      });
      if (left) {
        await requestReview(transaction, left.businessId);
        await announce(transaction, { businessId: left.businessId, topic: 'connection', id: left.id });
      }
    }
    const renewed = {
      ledgerConnectionId,
      grantId,
      status: 'CONNECTED' as const,
      statusReason: null,
      statusChangedAt: now,
      organisationName: name,
      connectedByUserId: actor.userId,
      connectedByName: actor.name,
      connectedAt: now,
      disconnectedAt: null,
    };
    const { id } = await transaction.connection.upsert({
      where: { businessId_ledger_organisationId: { businessId, ledger, organisationId } },
      create: { businessId, ledger, organisationId, ...renewed },
      update: renewed,
      select: { id: true },
    });
    await requestReview(transaction, businessId);
    await transaction.connectionAttempt.update({ where: { id: attempt.id }, data: { completedAt: now } });
    await announce(transaction, { businessId, topic: 'connection', id });
    return id;
  });
}
