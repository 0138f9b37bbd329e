import { isolated } from '#lib/domain/isolated.ts';
import { db } from './db.ts';
import type { Failure, Result } from './domain/result.ts';
import { fail, ok } from './domain/result.ts';
import type { Permission, Role } from './domain/roles.ts';
import { may, roleNames, rolesWith } from './domain/roles.ts';
import { isSlug } from './domain/slug.ts';
import { log } from './log.ts';
import type { PersonScope } from './scope.ts';

export type UserSummary = { id: string; name: string; email: string };

/** Somebody who is signed in, as far as it decides what they may do: lib/account/sessions.ts has the rest. */
export type Identity = {
  userId: string;
  /** When they showed a second factor in this session; null when they have not. */
  secondFactorAt: Date | null;
};

export type BusinessSummary = {
  id: string;
  slug: string;
  name: string;
  country: string;
  baseCurrency: string;
  /** Its address is `logoPath`; null for none. */
  logoId: string | null;
};

/** A place in a business, whether the business asks its members for two factors, and whether it is closed. */
export type Place = Access & { needsTwoFactor: boolean; isClosed: boolean };

/** A signed-in person in one business, as the database has it at this request. */
export type Access = { scope: PersonScope; business: BusinessSummary; user: UserSummary; role: Role };

export type RefusalCode =
  | 'signedOut'
  | 'businessUnknown'
  | 'businessClosed'
  | 'secondFactorRequired'
  | 'roleInsufficient';
export type Refusal = Failure & { code: RefusalCode };

const person = { id: true, name: true, email: true } as const;
const summary = { id: true, slug: true, name: true, country: true, baseCurrency: true, logoId: true } as const;

/** Listed at most: nobody works in as many. */
const MAX_LISTED = 200;

/** How exactly it is known when a member was last seen: it costs a write. */
const SEEN_WITHIN_MS = 5 * 60_000;

/** How `authorise` finds people and their places; whoever asks often during one request hands over remembering ones. */
export type Lookups = {
  userWith: (id: string) => Promise<UserSummary | null>;
  membershipOf: (userId: string, slug: string) => Promise<Place | null>;
};

/**
 * The one check that every action, route and page passes. Membership and role are read anew each time, so someone
 * removed is out at once. A business that does not exist and one without membership are refused alike. Of a closed one
 * nothing is reached. Where the business asks for two factors, a session with one reaches nothing of it.
 */
export async function authorise(
  identity: Identity | null,
  slug: string | null,
  permission: Permission | null,
  lookups: Lookups = { userWith, membershipOf },
): Promise<Result<Access, Refusal>> {
  if (!identity) return fail(signedOut);
  const { userId, secondFactorAt } = identity;
  const place = slug && isSlug(slug) ? await lookups.membershipOf(userId, slug) : null;
  if (!place) return fail((await lookups.userWith(userId)) ? businessUnknown : signedOut);
  const { needsTwoFactor, isClosed, ...access } = place;
  if (isClosed) return fail(businessClosed(access.business));
  if (needsTwoFactor && !secondFactorAt) return fail(secondFactorRequired(access.business));
  if (permission && !may(access.role, permission)) {
    return fail(roleInsufficient(permission, await adminsOf(access.business.id)));
  }
  return ok(access);
}

/** Businesses the person is a member of, by name, without those that are closed. */
export async function businessesOf(userId: string): Promise<BusinessSummary[]> {
  return db.business.findMany({
    where: { closedAt: null, memberships: { some: { userId } } },
    select: summary,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MAX_LISTED,
  });
}

/** Those of them that ask for two factors. */
export async function placesThatAsk(userId: string): Promise<BusinessSummary[]> {
  return db.business.findMany({
    where: { needsTwoFactor: true, closedAt: null, memberships: { some: { userId } } },
    select: summary,
  });
}

/** Whom to ask for a role. */
export async function adminsOf(businessId: string): Promise<UserSummary[]> {
  return db.user.findMany({
    where: { memberships: { some: { businessId, role: 'ADMIN' } } },
    select: person,
    orderBy: { name: 'asc' },
  });
}

export function userWith(id: string): Promise<UserSummary | null> {
  return db.user.findUnique({ where: { id }, select: person });
}

export async function membershipOf(userId: string, slug: string): Promise<Place | null> {
  const membership = await db.membership.findFirst({
    where: { userId, business: { slug } },
    select: {
      id: true,
      role: true,
      lastSeenAt: true,
      business: { select: { ...summary, needsTwoFactor: true, closedAt: true } },
      user: { select: person },
    },
  });
  if (!membership) return null;
  const { id, role, lastSeenAt, user } = membership;
  const { needsTwoFactor, closedAt, ...business } = membership.business;
  if (!lastSeenAt || lastSeenAt.getTime() < Date.now() - SEEN_WITHIN_MS) void noteSeen(id);
  return {
    needsTwoFactor,
    isClosed: closedAt !== null,
    scope: { businessId: business.id, actor: { kind: 'person', userId: user.id, name: user.name, role } },
    business,
    user,
    role,
  };
}

/** Whether the person is in the business at this moment, and it is open, whatever an earlier answer said. */
export async function isMember(businessId: string, userId: string): Promise<boolean> {
  const place = await db.membership.findUnique({
    where: { businessId_userId: { businessId, userId }, business: { closedAt: null } },
    select: { id: true },
  });
  return place !== null;
}

/** Of the requests that come together one writes, and none waits for it or fails by it. */
async function noteSeen(membershipId: string): Promise<void> {
  const isLongAgo = { lt: new Date(Date.now() - SEEN_WITHIN_MS) };
  try {
    await db.membership.updateMany({
      where: { id: membershipId, OR: [{ lastSeenAt: null }, { lastSeenAt: isLongAgo }] },
      data: { lastSeenAt: new Date() },
    });
  } catch (error) {
    log.warn({ err: error, membershipId }, 'when a member was last seen could not be written');
  }
}

export const signedOut: Refusal = {
  code: 'signedOut',
  message: 'You have been signed out, and this was not done. Sign in again, then repeat it.',
};

const businessUnknown: Refusal = {
  code: 'businessUnknown',
  message: 'This business does not exist, or you are no longer a member of it. Nothing was changed.',
};

function businessClosed({ name }: BusinessSummary): Refusal {
  return {
    code: 'businessClosed',
    message: `${isolated(name)} is closed. Nothing was changed. Reload the page: it says until when it can be opened again.`,
  };
}

function secondFactorRequired({ name }: BusinessSummary): Refusal {
  return {
    code: 'secondFactorRequired',
    message: `${isolated(name)} asks for two-factor sign-in, which you have not used here. Nothing was changed. Reload the page to be led to it.`,
  };
}

function roleInsufficient(permission: Permission, admins: UserSummary[]): Refusal {
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
