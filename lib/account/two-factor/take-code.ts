import { db } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import { noteRefusal } from '../note-refusal.ts';
import { tellPerson } from '../tell-person.ts';
import { codeLimit } from './code-limit.ts';
import { recoveryCodesLeft, takeRecoveryCode } from './recovery-codes.ts';
import { openTotp } from './seal-totp.ts';
import { stepOfCode } from './totp.ts';

export type CodeProblem =
  | { code: 'codeWrong'; waitSeconds?: undefined }
  | { code: 'tooManyCodes'; waitSeconds: number };

/** What is typed with spaces, dashes or capitals is meant without. */
const typedPlain = (typed: string) => typed.replaceAll(/[\s-]/g, '').toLowerCase();

/**
 * Takes a code of the person's phone or one of the recovery codes, each once. Tries are counted before they are made:
 * five wrong ones from one address make it wait. A recovery code is told to the person by mail.
 */
export async function takeCode(
  userId: string,
  typed: string,
  from: RequestOrigin,
): Promise<Result<'totp' | 'recoveryCode', CodeProblem>> {
  const attempt = { userId, address: from.address };
  const waitSeconds = await codeLimit.count(attempt);
  if (waitSeconds !== null) {
    log.warn({ userId, address: from.address, waitSeconds }, 'too many codes');
    return fail({ code: 'tooManyCodes', waitSeconds });
  }
  const code = typedPlain(typed);
  const kind = /^\d{6}$/.test(code) ? 'totp' : 'recoveryCode';
  const isTaken = kind === 'totp' ? await takeTotp(userId, code) : await spendRecoveryCode(userId, code, from);
  if (!isTaken) {
    log.warn({ userId, address: from.address, kind }, 'code refused');
    await noteRefusal(userId, 'codeRefused', from);
    return fail({ code: 'codeWrong' });
  }
  await codeLimit.forget(attempt);
  return ok(kind);
}

/** The condition is in the update: of two requests with the same code one is taken. */
async function takeTotp(userId: string, code: string): Promise<boolean> {
  const totp = await db.totp.findUnique({ where: { userId } });
  if (!totp?.confirmedAt) return false;
  const secret = openTotp(totp);
  if (secret === null) log.error({ userId }, 'ENCRYPTION_KEYS does not open the secret of a person’s phone');
  const step = secret === null ? null : stepOfCode(secret, code, new Date());
  if (step === null) return false;
  const { count } = await db.totp.updateMany({
    where: { userId, secret: totp.secret, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

async function spendRecoveryCode(userId: string, code: string, from: RequestOrigin): Promise<boolean> {
  return db.$transaction(async (transaction) => {
    if (!(await takeRecoveryCode(transaction, userId, code))) return false;
    const user = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
    const left = await recoveryCodesLeft(transaction, userId);
    await tellPerson(transaction, {
      user,
      by: { userId, name: user.name },
      action: 'recoveryCodeUsed',
      detail: { left: String(left) },
      from,
      title: 'A recovery code was used',
      paragraphs: [
        `One of your recovery codes was used in place of a code from your phone. ${left === 1 ? 'One is' : `${left} are`} left.`,
        'You can make new ones in your account, under Sign-in and security.',
      ],
    });
    return true;
  });
}
