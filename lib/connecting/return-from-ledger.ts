import { authorise, type Identity } from '#lib/authorise.ts';
import { openToken } from '#lib/connections/token-seal.ts';
import { db } from '#lib/db.ts';
import type { ConnectProblem, OrganisationChoice } from '#lib/domain/connection.ts';
import type { Consent } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { authorityOf, type LedgerName } from '#lib/ledger/ledgers.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { tokenHash } from '#lib/token.ts';
import type { ConnectionAttempt } from '#prisma/generated/client.ts';
import { callbackAddress } from './begin-connecting.ts';
import { keepConsent } from './keep-consent.ts';
import { logFailedConnecting } from './log-failed-connecting.ts';

/** Of what the ledger's redirect says, since anybody can write such an address. */
const MAX_CAUSE_LENGTH = 200;

/** What is behind a problem, for the log. */
type Why = { cause?: string | undefined; error?: LedgerError };

export type Return = {
  identity: Identity;
  ledger: LedgerName;
  query: URLSearchParams;
  /** What the browser holds for an attempt, from its cookie. */
  browserSecret: (attemptId: string) => string | null;
};

/** Where the person goes next. Without a slug nothing tells which business the return belongs to. */
export type ConsentOutcome =
  | { step: 'choose'; slug: string; attemptId: string }
  | { step: 'problem'; slug: string | null; problem: ConnectProblem; attemptId: string | null }
  /** No longer an admin of the business, or without the second factor it asks for: the Connections page says what is needed. */
  | { step: 'forbidden'; slug: string };

/**
 * Judges the ledger's callback, and stores the consent when all is well. The state is used once, within its time, by
 * the user and in the browser that began; the role is checked anew. Nothing is connected yet: the organisation is
 * chosen next.
 */
export async function returnFromLedger({ identity, ledger, query, browserSecret }: Return): Promise<ConsentOutcome> {
  const state = query.get('state');
  const attempt = state
    ? await db.connectionAttempt.findUnique({ where: { stateHash: tokenHash(state), ledger } })
    : null;
  const { id: attemptId = null, businessId } = attempt ?? {};
  const failed = (problem: ConnectProblem | 'forbidden', why: Why = {}) =>
    logFailedConnecting({ ledger, businessId, attemptId, problem, ...why });
  if (!state || !attempt) {
    failed('unknown', { cause: state ? undefined : 'noState' });
    return { step: 'problem', slug: null, problem: 'unknown', attemptId: null };
  }

  const business = await db.business.findUnique({ where: { id: attempt.businessId }, select: { slug: true } });
  const slug = business?.slug ?? '';
  const access = await authorise(identity, slug, 'connections.manage');
  if (!access.ok) {
    const isForbidden = ['roleInsufficient', 'secondFactorRequired'].includes(access.error.code);
    failed(isForbidden ? 'forbidden' : 'foreign', { cause: access.error.code });
    return isForbidden
      ? { step: 'forbidden', slug }
      : { step: 'problem', slug: null, problem: 'foreign', attemptId: null };
  }
  const problem = (problem: ConnectProblem, why?: Why): ConsentOutcome => {
    failed(problem, why);
    return { step: 'problem', slug, problem, attemptId: attempt.id };
  };
  const secret = browserSecret(attempt.id);
  if (attempt.userId !== identity.userId) return problem('foreign', { cause: 'anotherUser' });
  if (!secret || tokenHash(secret) !== attempt.browserHash) return problem('foreign', { cause: 'anotherBrowser' });
  if (attempt.usedAt) return problem('used');
  if (attempt.expiresAt <= new Date()) return problem('expired', { cause: 'stateExpired' });
  if (!(await use(attempt))) return problem('used');

  const refusal = query.get('error');
  if (refusal) {
    const cause = [refusal, query.get('error_description')].filter(Boolean).join(': ').slice(0, MAX_CAUSE_LENGTH);
    return problem(refusal === 'access_denied' ? 'cancelled' : 'refused', { cause });
  }
  const verifier = openToken(attempt.verifier, attempt.id);
  // The keys of this installation were changed during the visit.
  if (verifier === null) return problem('expired');
  const consent = await authorityOf(ledger).complete({
    callbackUrl: `${callbackAddress(ledger)}?${query}`,
    state,
    verifier,
  });
  if (!consent.ok) return problem(problemOf(consent.error), { error: consent.error });
  const { missingScopes } = consent.value;
  if (missingScopes.length > 0) return problem('scope', { cause: `not given: ${missingScopes.join(' ')}` });
  const organisations = await choices(ledger, consent.value);
  if (!organisations.ok) return problem('unavailable', { error: organisations.error });
  if (organisations.value.length === 0) return problem('noOrganisation');

  const resumed = await keepConsent(attempt, consent.value, organisations.value);
  for (const connectionId of resumed) await enqueue('drain-publications', { connectionId });
  return { step: 'choose', slug, attemptId: attempt.id };
}

/** Of any number of requests with the same state, one wins. */
async function use(attempt: ConnectionAttempt): Promise<boolean> {
  const { count } = await db.connectionAttempt.updateMany({
    where: { id: attempt.id, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

/** A code that the ledger no longer takes has expired or was used, whatever else it says. */
function problemOf(error: LedgerError): ConnectProblem {
  return error.kind === 'authorisationLost' ? 'expired' : error.kind === 'unavailable' ? 'unavailable' : 'refused';
}

async function choices(ledger: LedgerName, { tokens, authEventId }: Consent) {
  const links = await authorityOf(ledger).links(tokens.accessToken);
  if (!links.ok) return links;
  const value: OrganisationChoice[] = links.value
    .map((link) => ({
      ledgerConnectionId: link.ledgerConnectionId,
      organisationId: link.organisationId,
      name: link.name,
      isNew: authEventId !== null && link.authEventId === authEventId,
    }))
    .sort((one, other) => Number(other.isNew) - Number(one.isNew) || one.name.localeCompare(other.name));
  return { ok: true as const, value };
}
