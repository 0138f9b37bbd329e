import { db } from '#lib/db.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { linkProvider } from '../link-provider.ts';
import { lockPerson } from '../lock-person.ts';
import type { LiveSession } from '../sessions.ts';
import { secondFactorFirst } from '../two-factor/second-factor-first.ts';
import type { ProviderIdentity } from './oidc.ts';

/** Of one person: for each account that they may have at the provider. */
const MAX_LINKS = 5;

export const linkOutcomes = ['linked', 'known', 'taken', 'tooMany', 'refused'] as const;
export type LinkOutcome = (typeof linkOutcomes)[number];

/**
 * Links the account at the provider to that of whoever is signed in, if this is the session in which they asked for it,
 * after they had shown that it is them. No e-mail has to be the same: both sides have shown who they are.
 */
export async function linkSignedIn(
  { sessionId }: { sessionId: string },
  session: LiveSession | null,
  { issuer, subject, verifiedEmail, name }: ProviderIdentity,
  from: RequestOrigin,
): Promise<LinkOutcome> {
  if (session?.id !== sessionId) return 'refused';
  const userId = session.user.id;
  return db.$transaction(async (transaction) => {
    if (!(await lockPerson(transaction, userId))) return 'refused';
    if (!(await secondFactorFirst(session, transaction)).ok) return 'refused';
    const link = await transaction.providerLink.findUnique({ where: { issuer_subject: { issuer, subject } } });
    if (link) return link.userId === userId ? 'known' : 'taken';
    if ((await transaction.providerLink.count({ where: { userId } })) >= MAX_LINKS) return 'tooMany';
    await linkProvider(transaction, userId, { issuer, subject, email: verifiedEmail ?? name ?? subject }, from);
    return 'linked';
  });
}
