import type { UserSummary } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { decrypt, encrypt } from '#lib/secrets.ts';
import { lockPerson } from '../lock-person.ts';
import type { LiveSession } from '../sessions.ts';
import { tellPerson } from '../tell-person.ts';
import { codeLimit } from './code-limit.ts';
import { codeProblem } from './code-problem.ts';
import { markSession } from './mark-session.ts';
import { type QrCode, qrCode } from './qr-code.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { secondFactorFirst } from './second-factor-first.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** Whoever comes back within it to a set-up that was begun finds the secret that the phone may have already. */
const SET_UP_MS = 30 * 60_000;

/** What the phone needs: the picture to scan, and the same as text in groups, to type. */
export type TotpSetUp = { secret: string; qr: QrCode };

/** Makes the secret, or gives the one of the set-up that was begun. Nothing asks for codes before one was confirmed. */
export async function beginTwoFactor(user: UserSummary): Promise<Result<TotpSetUp>> {
  await db.totp.deleteMany({
    where: { userId: user.id, confirmedAt: null, createdAt: { lt: new Date(Date.now() - SET_UP_MS) } },
  });
  await db.totp.createMany({
    data: [{ userId: user.id, secret: encrypt(newTotpSecret(), user.id) }],
    skipDuplicates: true,
  });
  const totp = await db.totp.findUniqueOrThrow({ where: { userId: user.id } });
  if (totp.confirmedAt) return alreadyOn();
  const secret = decrypt(totp.secret, user.id);
  return ok({ secret: secret.match(/.{1,4}/g)?.join(' ') ?? secret, qr: qrCode(totpUri(secret, user.email)) });
}

/**
 * Turns it on, once a code shows that the phone has the secret; the session has shown both factors with it. Gives the
 * recovery codes, this one time.
 */
export async function confirmTwoFactor(
  session: Pick<LiveSession, 'id' | 'user' | 'secondFactorAt'>,
  typed: string,
  from: RequestOrigin,
): Promise<Result<{ recoveryCodes: string[] }>> {
  const { user } = session;
  const attempt = { userId: user.id, address: from.address };
  const waitSeconds = await codeLimit.count(attempt);
  if (waitSeconds !== null) return codeProblem({ code: 'tooManyCodes', waitSeconds });
  const totp = await db.totp.findUnique({ where: { userId: user.id } });
  if (!totp) return failure('notBegun', 'This set-up was begun too long ago, and nothing was changed. Begin again.');
  if (totp.confirmedAt) return alreadyOn();
  const step = stepOfCode(decrypt(totp.secret, user.id), typed.replaceAll(/\s/g, ''), new Date());
  if (step === null) return codeProblem({ code: 'codeWrong' });
  await codeLimit.forget(attempt);
  return db.$transaction(async (transaction) => {
    await lockPerson(transaction, user.id);
    const shown = await secondFactorFirst(session, transaction);
    if (!shown.ok) return shown;
    const { count } = await transaction.totp.updateMany({
      where: { userId: user.id, secret: totp.secret, confirmedAt: null },
      data: { confirmedAt: new Date(), lastStep: step },
    });
    if (count === 0) return alreadyOn();
    const recoveryCodes = await replaceRecoveryCodes(transaction, user.id);
    await tellPerson(transaction, {
      user,
      by: { userId: user.id, name: user.name },
      action: 'twoFactorOn',
      from,
      title: 'Two-factor sign-in is on',
      paragraphs: [
        'From now on, signing in to Intray with your password asks for a code from your phone too.',
        'Keep the ten recovery codes that you were shown: they let you in when the phone is lost.',
      ],
    });
    await markSession(session.id, transaction);
    return ok({ recoveryCodes });
  });
}

const alreadyOn = () =>
  failure('alreadyOn', 'Two-factor sign-in is on already, and nothing was changed. Reload the page to see it.');
