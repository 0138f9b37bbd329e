import type { UserSummary } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { signInProvider } from '../link-provider.ts';
import { tellPerson } from '../tell-person.ts';

export type LinkSummary = { id: string; email: string; createdAt: Date; lastUsedAt: Date | null };

/** The person's accounts at the provider of the settings. */
export async function providerLinksOf(userId: string): Promise<LinkSummary[]> {
  return db.providerLink.findMany({
    where: { userId },
    select: { id: true, email: true, createdAt: true, lastUsedAt: true },
    orderBy: { id: 'asc' },
  });
}

/** From then on it signs in no more. Refused when nothing else would. */
export async function unlinkProvider(user: UserSummary, linkId: string, from: RequestOrigin): Promise<Result<null>> {
  return db.$transaction(async (transaction) => {
    const person = await transaction.user.findUniqueOrThrow({
      where: { id: user.id },
      select: { passwordHash: true, _count: { select: { passkeys: true, providerLinks: true } } },
    });
    const hasPassword = person.passwordHash !== null && !signInProvider()?.isOnlyWay;
    if (!hasPassword && person._count.passkeys === 0 && person._count.providerLinks === 1) {
      return failure(
        'onlyWayIn',
        'It is the only way into your account, so it stays. Choose a password or add a passkey first.',
      );
    }
    const link = await transaction.providerLink.findFirst({ where: { id: linkId, userId: user.id } });
    const { count } = await transaction.providerLink.deleteMany({ where: { id: linkId, userId: user.id } });
    if (!link || count === 0) return failure('linkMissing', 'It was unlinked already. Reload the page to see what is.');
    await tellPerson(transaction, {
      user,
      by: { userId: user.id, name: user.name },
      action: 'providerUnlinked',
      detail: { email: link.email },
      from,
      title: 'An account no longer signs in to yours',
      paragraphs: [`The account ${link.email} at ${new URL(link.issuer).hostname} no longer signs in to yours.`],
    });
    return ok(null);
  });
}
