import { db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { MAX_RECIPIENTS, writeMails } from '#lib/mail/write-mails.ts';
import type { PersonScope } from '#lib/scope.ts';

export type TwoFactorRule = {
  isRequired: boolean;
  members: { userId: string; name: string; email: string; hasTwoFactor: boolean }[];
};

/** Whether the business asks its members for two factors, and who of them has set them up. */
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
            },
          },
        },
        orderBy: { user: { name: 'asc' } },
      },
    },
  });
  return {
    isRequired: business.needsTwoFactor,
    members: business.memberships.map(({ user: { id, name, email, totp, passkeys } }) => ({
      userId: id,
      name,
      email,
      hasTwoFactor: Boolean(totp?.confirmedAt) || passkeys.length > 0,
    })),
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
    const [business] = await transaction.business.updateManyAndReturn({
      where: { id: businessId, needsTwoFactor: !isRequired },
      data: { needsTwoFactor: isRequired },
      select: { name: true, slug: true },
    });
    if (!business) return ok(null);
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
    const mail = {
      businessId,
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
        footer: `You get this because you are a member of ${isolated(business.name)} in Intray.`,
      },
    } as const;
    for (let told = 0; told < others.length; told += MAX_RECIPIENTS) {
      await writeMails(transaction, { ...mail, to: others.slice(told, told + MAX_RECIPIENTS) });
    }
    return ok(null);
  });
}
