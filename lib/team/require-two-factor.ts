import { type Db, db } from '#lib/db.ts';
import type { AuditAction } from '#lib/domain/audit.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { SignInMethod } from '#lib/domain/sign-in-method.ts';
import { env } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { PersonScope } from '#lib/scope.ts';

/** All members are written to each time. Turning it on is never kept from anybody. */
const MAX_TURNED_OFF_A_DAY = 3;
const DAY_MS = 24 * 60 * 60_000;

/** By what somebody shows two factors: a passkey is both in one, and a provider asks for them itself. */
export type TwoFactorBy = 'phone' | 'passkey' | 'provider';

export type TwoFactorRule = {
  isRequired: boolean;
  members: { userId: string; name: string; email: string; twoFactorBy: TwoFactorBy[] }[];
};

/** Whether the business asks its members for two factors, and by what each of them shows them. */
export async function twoFactorRule(scope: PersonScope): Promise<TwoFactorRule> {
  const business = await db.business.findUniqueOrThrow({
    where: { id: scope.businessId },
    select: {
      needsTwoFactor: true,
      memberships: {
        select: {
          user: {
            select: {
              ...{ id: true, name: true, email: true },
              totp: { select: { confirmedAt: true } },
              passkeys: { select: { id: true }, take: 1 },
              providerLinks: { select: { id: true }, take: 1 },
              // The newest by the provider says what it asks for now.
              sessions: {
                where: { method: 'provider' satisfies SignInMethod },
                select: { secondFactorAt: true },
                orderBy: { createdAt: 'desc' },
                take: 1,
              },
            },
          },
        },
        orderBy: { user: { name: 'asc' } },
      },
    },
  });
  return {
    isRequired: business.needsTwoFactor,
    members: business.memberships.map(({ user: { id, name, email, totp, passkeys, providerLinks, sessions } }) => {
      const own: TwoFactorBy[] = [
        ...(totp?.confirmedAt ? (['phone'] as const) : []),
        ...(passkeys.length > 0 ? (['passkey'] as const) : []),
      ];
      // With one of their own, a session by the provider may have been shown that.
      const isByProvider = own.length === 0 && providerLinks.length > 0 && Boolean(sessions[0]?.secondFactorAt);
      return { userId: id, name, email, twoFactorBy: isByProvider ? ['provider'] : own };
    }),
  };
}

/**
 * *Everybody needs two-factor sign-in*, on or off. Whoever turns it on has shown two factors: nobody shuts themselves
 * out. All others are written to, and what they have open in the business asks anew who they are.
 */
export async function requireTwoFactor(
  scope: PersonScope,
  { isRequired, secondFactorAt }: { isRequired: boolean; secondFactorAt: Date | null },
  from: RequestOrigin,
): Promise<Result<null>> {
  if (isRequired && !secondFactorAt) {
    return failure(
      'secondFactorMissing',
      'You have to sign in with two factors yourself first, or you would shut yourself out. Nothing was changed.',
    );
  }
  const { businessId, actor } = scope;
  return db.$transaction(async (transaction) => {
    const [before] = await transaction.$queryRaw<{ needsTwoFactor: boolean }[]>`
      SELECT "needsTwoFactor" FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    if (before?.needsTwoFactor === isRequired) return ok(null);
    if (!isRequired && (await isTurnedOffTooOften(transaction, businessId))) return turnedOffTooOften;
    const business = await transaction.business.update({
      where: { id: businessId },
      data: { needsTwoFactor: isRequired },
      select: { name: true, slug: true },
    });
    await recordAudit(transaction, {
      businessId,
      userId: null,
      by: { userId: actor.userId, name: actor.name },
      action: isRequired ? 'twoFactorRequired' : 'twoFactorOptional',
      from,
    });
    const others = await transaction.user.findMany({
      where: { memberships: { some: { businessId } }, id: { not: actor.userId } },
      select: { id: true, name: true, email: true },
    });
    for (const { id } of others) await announce(transaction, { businessId, topic: 'team', id });
    await writeMails(transaction, {
      businessId,
      to: others,
      kind: isRequired ? 'twoFactorRequired' : 'twoFactorOptional',
      content: {
        title: isRequired
          ? `${isolated(business.name)} asks for two-factor sign-in`
          : `${isolated(business.name)} no longer asks for two factors`,
        paragraphs: isRequired
          ? [
              `${isolated(actor.name)} decided that everybody needs two-factor sign-in for ${isolated(business.name)}. If you have not set it up, you are led to it the next time you open the business. It takes two minutes and a phone, or a device with a passkey.`,
            ]
          : [
              `${isolated(actor.name)} decided that a password is enough for ${isolated(business.name)}. Your own two-factor sign-in stays as it is.`,
            ],
        button: { label: `Open ${isolated(business.name)}`.slice(0, 60), url: `${env().APP_URL}/${business.slug}` },
        footer: `You get this because you are a member of ${isolated(business.name)} in Intray. Mails about security always come.`,
      },
    });
    return ok(null);
  });
}

async function isTurnedOffTooOften(transaction: Db, businessId: string): Promise<boolean> {
  const action = 'twoFactorOptional' satisfies AuditAction;
  const at = { gt: new Date(Date.now() - DAY_MS) };
  return (await transaction.auditEntry.count({ where: { businessId, action, at } })) >= MAX_TURNED_OFF_A_DAY;
}

const turnedOffTooOften = failure(
  'tooOften',
  `This was turned off ${MAX_TURNED_OFF_A_DAY} times in a day, and each time all members were written to. It stays on: try again tomorrow.`,
);
