import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { currentUserId } from './auth.ts';
import { db } from './db.ts';
import type { Failure, Result } from './domain/result.ts';
import { fail, ok } from './domain/result.ts';
import type { Permission, Role } from './domain/roles.ts';
import { may, roleNames, rolesWith } from './domain/roles.ts';
import { isSlug } from './domain/slug.ts';
import type { BusinessScope } from './scope.ts';

export type Person = { id: string; name: string; email: string };

export type BusinessSummary = { id: string; slug: string; name: string; country: string; baseCurrency: string };

/** A signed-in person in one business, as the database has it at this request. */
export type Access = { scope: BusinessScope; business: BusinessSummary; user: Person; role: Role };

export type RefusalCode = 'signedOut' | 'businessUnknown' | 'roleInsufficient';
export type Refusal = Failure & { code: RefusalCode };

const person = { id: true, name: true, email: true } as const;
const summary = { id: true, slug: true, name: true, country: true, baseCurrency: true } as const;

/**
 * The one check that every action, route and page passes. Membership and role are read anew each time, so someone
 * removed is out at once. A business that does not exist and one without membership are refused alike.
 */
export async function authorise(
  userId: string | null,
  slug: string | null,
  permission: Permission | null,
): Promise<Result<Access, Refusal>> {
  if (!userId || !(await userWith(userId))) return fail(signedOut);
  const access = slug && isSlug(slug) ? await membershipOf(userId, slug) : null;
  if (!access) return fail(businessUnknown);
  if (permission && !may(access.role, permission)) {
    return fail(roleInsufficient(permission, await adminsOf(access.business.id)));
  }
  return ok(access);
}

/** The signed-in person, or null. */
export async function currentUser(): Promise<Person | null> {
  const userId = await currentUserId();
  return userId ? userWith(userId) : null;
}

/** For pages that need a person and no business. Without one, leads to the sign-in and back. */
export async function requireUser(): Promise<Person> {
  return (await currentUser()) ?? redirect(await signInPath());
}

/**
 * For every page of a business: `await requireAccess((await params).business, 'lists.see')`. Leads to the sign-in,
 * shows "not found" to those who are not members and the page that names the role needed to those who lack it.
 * A layout passes null, since membership is enough to see the shell; it is no protection for its pages, which Next.js
 * renders without their layout when the user moves between them.
 */
export async function requireAccess(slug: string, permission: Permission | null): Promise<Access> {
  const access = await authorise(await currentUserId(), slug, permission);
  if (access.ok) return access.value;
  if (access.error.code === 'signedOut') redirect(await signInPath());
  if (access.error.code === 'roleInsufficient') forbidden();
  notFound();
}

/** The signed-in person's place in a business, or null. For what is drawn; `authorise` decides what may be done. */
export async function membership(slug: string | null): Promise<Access | null> {
  const access = await authorise(await currentUserId(), slug, null);
  return access.ok ? access.value : null;
}

/** Businesses the person is a member of, by name. */
export async function businessesOf(userId: string): Promise<BusinessSummary[]> {
  return db.business.findMany({
    where: { memberships: { some: { userId } } },
    select: summary,
    orderBy: { name: 'asc' },
  });
}

/** Whom to ask for a role. */
export async function adminsOf(businessId: string): Promise<Person[]> {
  return db.user.findMany({
    where: { memberships: { some: { businessId, role: 'ADMIN' } } },
    select: person,
    orderBy: { name: 'asc' },
  });
}

// Read once per page, however many parts of it ask.
const userWith = cache((id: string): Promise<Person | null> => db.user.findUnique({ where: { id }, select: person }));

const membershipOf = cache(async (userId: string, slug: string): Promise<Access | null> => {
  const membership = await db.membership.findFirst({
    where: { userId, business: { slug } },
    select: { role: true, business: { select: summary }, user: { select: person } },
  });
  if (!membership) return null;
  const { role, business, user } = membership;
  return {
    scope: { businessId: business.id, role, actor: { userId: user.id, name: user.name } },
    business,
    user,
    role,
  };
});

async function signInPath(): Promise<string> {
  const path = (await headers()).get('x-path') ?? '/';
  return path === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ callbackUrl: path })}`;
}

const signedOut: Refusal = {
  code: 'signedOut',
  message: 'You have been signed out, and this was not done. Sign in again, then repeat it.',
};

const businessUnknown: Refusal = {
  code: 'businessUnknown',
  message: 'This business does not exist, or you are no longer a member of it. Nothing was changed.',
};

function roleInsufficient(permission: Permission, admins: Person[]): Refusal {
  const needed = rolesWith(permission)
    .map((role) => roleNames[role])
    .join(' or ');
  const whom = admins.map(({ name }) => name).join(' or ');
  return {
    code: 'roleInsufficient',
    message: `This needs the role ${needed}. Nothing was changed. Ask ${whom || 'an admin of the business'}.`,
    detail: { roles: rolesWith(permission), admins: admins.map(({ name, email }) => ({ name, email })) },
  };
}
