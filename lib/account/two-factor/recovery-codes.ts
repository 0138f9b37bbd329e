import { randomInt } from 'node:crypto';
import type { Db } from '#lib/db.ts';
import { tokenHash } from '#lib/token.ts';

const RECOVERY_CODES = 10;
/** 80 bits: nobody guesses one, so no slow hash is needed. Nothing in it looks like something else. */
const LENGTH = 16;
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';

const newCode = () => Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');

/** In groups, to be copied by hand. */
const shown = (code: string) => code.match(/.{4}/g)?.join('-') ?? code;

const codeHash = (userId: string, code: string) => tokenHash(`${userId}:${code}`);

/** Makes new ones in place of the old, and gives them back: nobody can ever read them again. */
export async function replaceRecoveryCodes(transaction: Db, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await transaction.recoveryCode.deleteMany({ where: { userId } });
  await transaction.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: codeHash(userId, code) })),
  });
  return codes.map(shown);
}

/** Uses the code up. False when it is none of the person's, or was used: of two at the same time one wins. */
export async function takeRecoveryCode(transaction: Db, userId: string, code: string): Promise<boolean> {
  const { count } = await transaction.recoveryCode.updateMany({
    where: { userId, codeHash: codeHash(userId, code), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

export function recoveryCodesLeft(transaction: Db, userId: string): Promise<number> {
  return transaction.recoveryCode.count({ where: { userId, usedAt: null } });
}
