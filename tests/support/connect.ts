import { randomUUID } from 'node:crypto';
import { openAttempt } from '#lib/connecting/attempt.ts';
import { beginConnecting } from '#lib/connecting/begin-connecting.ts';
import { finishConnecting } from '#lib/connecting/finish-connecting.ts';
import { type ConsentOutcome, returnFromLedger } from '#lib/connecting/return-from-ledger.ts';
import { db } from '#lib/db.ts';
import type { Role } from '#lib/domain/roles.ts';
import type { PersonScope } from '#lib/scope.ts';
import { people, visitLedger } from './visit-ledger.ts';

export const HARBOUR = 'Harbour & Vine Ltd';
export const KOWHAI = 'Kowhai Trading Ltd';

/** A business of its own with one member. */
export async function aBusiness({ role = 'ADMIN' as Role, userId = '' } = {}): Promise<PersonScope> {
  const name = `Business ${randomUUID().slice(0, 8)}`;
  const user = userId
    ? await db.user.findUniqueOrThrow({ where: { id: userId } })
    : await db.user.create({ data: { email: `${randomUUID()}@example.com`, name: 'Ada Admin', passwordHash: '-' } });
  const business = await db.business.create({
    data: {
      name,
      slug: name.toLowerCase().replaceAll(' ', '-'),
      country: 'GB',
      baseCurrency: 'GBP',
      memberships: { create: { userId: user.id, role } },
    },
  });
  return { businessId: business.id, actor: { kind: 'person', userId: user.id, name: user.name, role } };
}

type Connecting = {
  email?: string;
  decision?: 'allow' | 'cancel' | 'continue';
  /** Another person than the one who began, or another browser. */
  returning?: { userId?: string; browserSecret?: string };
  /** Names to allow at the ledger; the first is then chosen. */
  organisations?: readonly string[];
  connectionId?: string | null;
};

/** From *Connect to …* to the choice of the organisation. */
export async function consent(
  scope: PersonScope,
  { email = people.amelia, organisations = [HARBOUR], connectionId = null, decision, returning }: Connecting = {},
): Promise<{ outcome: ConsentOutcome; attemptId: string; back: URL; browserSecret: string }> {
  const begun = await beginConnecting(scope, 'xero', connectionId);
  if (!begun.ok) throw new Error(begun.error.message);
  const { url, attemptId, browserSecret } = begun.value;
  const back = await visitLedger({ url, email, organisations, decision });
  const outcome = await returnFromLedger({
    identity: { userId: returning?.userId ?? scope.actor.userId, secondFactorAt: null },
    ledger: 'xero',
    query: back.searchParams,
    browserSecret: () => returning?.browserSecret ?? browserSecret,
  });
  return { outcome, attemptId, back, browserSecret };
}

/** The whole way: a connection to the first of the organisations. */
export async function connect(scope: PersonScope, options: Connecting = {}): Promise<string> {
  const { outcome, attemptId } = await consent(scope, options);
  if (outcome.step !== 'choose') throw new Error(`Ended at ${JSON.stringify(outcome)}`);
  const attempt = await openAttempt(scope, attemptId);
  const name = options.organisations?.[0] ?? HARBOUR;
  const organisation = attempt?.organisations.find((choice) => choice.name === name);
  if (!organisation) throw new Error(`${name} is not among the choices`);
  const { organisationId } = organisation;
  const finished = await finishConnecting(scope, { attemptId, organisationId, movesFromOther: false });
  if (!finished.ok) throw new Error(finished.error.message);
  return finished.value.connectionId;
}
