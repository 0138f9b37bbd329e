import type { Db } from '#lib/db.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';

/**
 * Ends what signs in without the password, when a link in a mail has shown whose account it is: whoever had the account
 * before may have added it, even before its owner knew of the account. A phone that asks for codes stays, since a mail
 * is not to be enough in its place. Gives what the person has to be told, in sentences. For whoever has locked them.
 */
export async function endOtherWaysIn(
  transaction: Db,
  { id: userId, name }: { id: string; name: string },
  from: RequestOrigin,
): Promise<string[]> {
  const where = { userId };
  const [passkeys, links, phone] = [
    await transaction.passkey.findMany({ where, select: { name: true } }),
    await transaction.providerLink.findMany({ where, select: { email: true } }),
    await transaction.totp.findFirst({ where: { userId, confirmedAt: { not: null } }, select: { userId: true } }),
  ];
  await transaction.passkey.deleteMany({ where });
  await transaction.providerLink.deleteMany({ where });
  // What a browser has begun, it does not finish.
  await transaction.pendingStep.deleteMany({ where });
  const about = { businessId: null, userId, by: { userId, name }, from };
  for (const passkey of passkeys) {
    await recordAudit(transaction, { ...about, action: 'passkeyRemoved', detail: { name: passkey.name } });
  }
  for (const { email } of links) {
    await recordAudit(transaction, { ...about, action: 'providerUnlinked', detail: { email } });
  }
  return [
    ...(passkeys.length + links.length > 0
      ? [
          'Passkeys and accounts elsewhere that signed in to your account do so no more: if they were yours, add them again.',
        ]
      : []),
    ...(phone
      ? ['A code from a phone is asked for as before. If that phone is not yours, tell whoever runs Intray.']
      : []),
  ];
}
