import { z } from 'zod';
import { db } from '#lib/db.ts';
import { invitationState } from '#lib/domain/invitation.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import { networkOf } from '../client-address.ts';
import { linkProvider, newLink, signInProvider } from '../link-provider.ts';
import { type PasskeyProblem, signInWithPasskey } from '../passkeys/use-passkey.ts';
import { beginStep, readStep, takeStep } from '../pending-step.ts';
import { rateLimit } from '../rate-limit.ts';
import type { LiveSession, SignedIn } from '../sessions.ts';
import { type SignInProblem, signIn } from '../sign-in.ts';
import { secondFactorsOf } from '../two-factor/second-factor-first.ts';
import { type LinkOutcome, linkSignedIn } from './link-signed-in.ts';
import { arrival, departure, type ProviderIdentity, visitSchema } from './oidc.ts';

export const providerProblems = ['providerAway', 'providerRefused', 'providerStepOver', 'providerUnknown'] as const;
export type ProviderProblem = (typeof providerProblems)[number];

/** How a visit to the provider ended. */
export type ProviderOutcome =
  | { step: 'signedIn'; signedIn: SignedIn; returnTo: string }
  /** The account with the e-mail is known; its password shows, this one time, that both are one person's. */
  | { step: 'confirm'; token: string; returnTo: string }
  /** Somebody signed in wanted to link their account, and this came of it. */
  | { step: 'linking'; outcome: LinkOutcome }
  | { step: 'problem'; problem: ProviderProblem };

const visitDetail = visitSchema.extend({
  returnTo: z.string(),
  /** The session that is to be linked; without one the visit signs in. */
  linking: z.object({ sessionId: z.string() }).optional(),
});
const linkDetail = newLink.extend({ isMultiFactor: z.boolean(), returnTo: z.string() });

/** Each asks the provider and writes a row. */
const beginLimit = rateLimit<{ address: string }>('provider', [
  { name: 'address', points: 60, minutes: 15, key: ({ address }) => networkOf(address) },
]);

/** Where to send the browser, and the token of the step for its cookie. */
export async function beginProviderSignIn(
  returnTo: string,
  address: string,
  linking?: { sessionId: string },
): Promise<Result<{ url: string; token: string }, ProviderProblem>> {
  const provider = signInProvider();
  if (!provider || (await beginLimit.count({ address })) !== null) return fail('providerRefused');
  try {
    const { url, visit } = await departure(provider);
    const detail: z.input<typeof visitDetail> = { ...visit, returnTo, linking };
    return ok({ url, token: await beginStep('provider', { userId: null, detail: JSON.stringify(detail) }) });
  } catch (error) {
    log.error({ err: error, issuer: provider.issuer }, 'the provider of sign-ins cannot be reached');
    return fail('providerAway');
  }
}

/**
 * Judges what the browser came back with: the answer to the step that it began, once. An account is never found by an
 * e-mail alone, and made only for an e-mail that has an open invitation, without a password. `session` is the one that
 * this browser has now.
 */
export async function returnFromProvider(
  token: string | undefined,
  query: URLSearchParams,
  from: RequestOrigin,
  session: LiveSession | null = null,
): Promise<ProviderOutcome> {
  const provider = signInProvider();
  const step = await takeStep('provider', token);
  if (!provider || !step) return { step: 'problem', problem: 'providerStepOver' };
  const { returnTo, linking, ...visit } = visitDetail.parse(JSON.parse(step.detail));
  const identity = await arrival(provider, query, visit).catch((error: unknown) => {
    log.warn({ err: error, issuer: provider.issuer, address: from.address }, 'the provider’s answer was refused');
    return null;
  });
  if (linking) {
    const outcome = identity ? await linkSignedIn(linking, session, identity, from) : 'refused';
    return { step: 'linking', outcome };
  }
  if (!identity) return { step: 'problem', problem: 'providerRefused' };
  const { issuer, subject, isMultiFactor, verifiedEmail } = identity;
  const link = await db.providerLink.findUnique({ where: { issuer_subject: { issuer, subject } } });
  if (link) {
    await db.providerLink.update({ where: { id: link.id }, data: { lastUsedAt: new Date() } });
    return { step: 'signedIn', signedIn: signedInBy(link.userId, isMultiFactor), returnTo };
  }
  const user = verifiedEmail ? await db.user.findUnique({ where: { email: verifiedEmail } }) : null;
  const invited = verifiedEmail && !user ? await makeInvited(verifiedEmail, identity, from) : null;
  if (invited) return { step: 'signedIn', signedIn: signedInBy(invited, isMultiFactor), returnTo };
  if (!user?.passwordHash) {
    log.warn(
      { issuer, address: from.address, isVerified: verifiedEmail !== null },
      'the provider’s person has no account here',
    );
    return { step: 'problem', problem: 'providerUnknown' };
  }
  const detail = JSON.stringify({ issuer, subject, email: user.email, isMultiFactor, returnTo });
  return { step: 'confirm', token: await beginStep('providerLink', { userId: user.id, detail }), returnTo };
}

/** Whose account waits to be linked in this browser; null when nothing does. */
export async function waitingLink(token: string | undefined): Promise<{ email: string; returnTo: string } | null> {
  const step = await readStep('providerLink', token);
  return step && linkDetail.parse(JSON.parse(step.detail));
}

export type LinkProblem =
  | SignInProblem
  | PasskeyProblem
  | { code: 'stepOver' | 'passkeyNeeded'; waitSeconds?: undefined };

/**
 * Who wants to link the account of the step, once their password was right or their passkey used. The link is made with
 * the session (`beginSession`), after everything else that is asked for: whoever has a second factor here shows it,
 * whatever the provider has asked for, since from then on the provider alone signs in.
 */
export async function confirmLink(
  { token, password, passkey }: LinkTyped,
  from: RequestOrigin,
): Promise<Result<SignedIn, LinkProblem>> {
  const waiting = await waitingLink(token);
  if (!waiting) return fail({ code: 'stepOver' });
  const shown = passkey
    ? await signInWithPasskey(passkey.token, passkey.answer, from)
    : await signIn({ email: waiting.email, password, ...from });
  if (!shown.ok) return shown;
  const { userId, passwordHash } = shown.value;
  const own = await secondFactorsOf(db, userId);
  if (!passkey && own.hasPasskey && !own.hasTotp) return fail({ code: 'passkeyNeeded' });
  const step = await takeStep('providerLink', token);
  if (step?.userId !== userId) return fail({ code: 'stepOver' });
  const { isMultiFactor, returnTo: _, ...linking } = linkDetail.parse(JSON.parse(step.detail));
  const { secondFactorAt } = passkey ? shown.value : signedInBy(userId, isMultiFactor && !own.hasTotp);
  return ok({ userId, method: 'provider', secondFactorAt, passwordHash, linking });
}

type LinkTyped = {
  token: string | undefined;
  password: unknown;
  /** In place of the password: the token of the step that asked for it, and what its device answered. */
  passkey?: { token: string | undefined; answer: unknown } | undefined;
};

function signedInBy(userId: string, isMultiFactor: boolean): SignedIn {
  return { userId, method: 'provider', secondFactorAt: isMultiFactor ? new Date() : null, passwordHash: null };
}

/** The new account of somebody invited, linked; null when no invitation of the e-mail is open. They still have to join. */
async function makeInvited(
  email: string,
  { issuer, subject, name }: ProviderIdentity,
  from: RequestOrigin,
): Promise<string | null> {
  const now = new Date();
  const invitations = await db.invitation.findMany({ where: { email }, orderBy: { createdAt: 'desc' }, take: 20 });
  const invitation = invitations.find((each) => invitationState(each, now) === 'open');
  if (!invitation) return null;
  return db.$transaction(async (transaction) => {
    const [user] = await transaction.user.createManyAndReturn({
      data: [{ email, name: invitation.name || name || email.split('@')[0] || email }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!user) return null;
    await linkProvider(transaction, user.id, { issuer, subject, email }, from);
    return user.id;
  });
}
