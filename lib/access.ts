import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { LiveSession } from './account/sessions.ts';
import { currentSession } from './auth.ts';
import { type Access, authorise, type Identity, membershipOf, type Refusal, type UserSummary } from './authorise.ts';
import { accountPaths, secondFactorPath, signInPath } from './domain/paths.ts';
import { type Formats, formatsOf, noPreferences } from './domain/personal-preferences.ts';
import { ok, type Result } from './domain/result.ts';
import type { Permission } from './domain/roles.ts';
import type { RequestOrigin } from './events/record-audit.ts';

/** The doors from Next.js to `authorise`: who the request's cookie names, and where those refused are sent. */

// Read once per request, however many parts of a page ask.
const lookups = { userWith: currentUser, membershipOf: cache(membershipOf) };

/** The access of the signed-in person to the business in an address. */
export async function currentAccess(
  slug: string | null,
  permission: Permission | null,
): Promise<Result<Access, Refusal>> {
  const access = await authorise(await currentIdentity(), slug, permission, lookups);
  if (!access.ok) return access;
  const { numbers } = await currentFormats();
  return ok({ ...access.value, scope: { ...access.value.scope, numbers } });
}

/** How the person who asks reads and types dates, times and numbers; of a browser without a session, what it tells. */
export async function currentFormats(): Promise<Formats> {
  const preferences = (await currentSession())?.preferences ?? noPreferences;
  return formatsOf(preferences, (await headers()).get('accept-language'));
}

/** What `authorise` asks of the request's session; null when there is none. */
export async function currentIdentity(): Promise<Identity | null> {
  const session = await currentSession();
  return session && { userId: session.user.id, secondFactorAt: session.secondFactorAt };
}

/** The signed-in person, or null. */
export async function currentUser(): Promise<UserSummary | null> {
  return (await currentSession())?.user ?? null;
}

/** The same with the session itself, for pages about how one signs in. */
export async function requireSession(): Promise<LiveSession> {
  return (await currentSession()) ?? redirect(await signInFirst());
}

/** For pages that need a person and no business. Without one, leads to the sign-in and back. */
export async function requireUser(): Promise<UserSummary> {
  return (await currentUser()) ?? redirect(await signInFirst());
}

/**
 * For every page of a business: `await requireAccess((await params).business, 'lists.see')`. Leads to the sign-in, or to
 * the second factor that the business asks for, or to what is said of closed ones; shows "not found" to those who are not members and the page that names
 * the role needed to those who lack it.
 * A layout passes null, since membership is enough to see the shell; it is no protection for its pages, which Next.js
 * renders without their layout when the user moves between them.
 */
export async function requireAccess(slug: string, permission: Permission | null): Promise<Access> {
  const access = await currentAccess(slug, permission);
  if (access.ok) return access.value;
  if (access.error.code === 'signedOut') redirect(await signInFirst());
  if (access.error.code === 'businessClosed') redirect(accountPaths.closed);
  if (access.error.code === 'secondFactorRequired') redirect(await secondFactorFirst());
  if (access.error.code === 'roleInsufficient') forbidden();
  notFound();
}

/** The signed-in person's place in a business, or null. For what is drawn; `authorise` decides what may be done. */
export async function membership(slug: string | null): Promise<Access | null> {
  const access = await currentAccess(slug, null);
  return access.ok ? access.value : null;
}

/** Where the request came from: the address is the one that lib/operations/true-client-address.ts has left there. */
export async function requestOrigin(): Promise<RequestOrigin> {
  const sent = await headers();
  return { address: sent.get('x-forwarded-for') ?? 'unknown', device: sent.get('user-agent') ?? '' };
}

async function secondFactorFirst(): Promise<string> {
  return secondFactorPath((await headers()).get('x-path') ?? '/');
}

async function signInFirst(): Promise<string> {
  return signInPath((await headers()).get('x-path') ?? '/');
}
