import { db } from '#lib/db.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import { lockPerson } from './lock-person.ts';

/** One entry for each address and this time: a guesser does not fill a person's pages. */
const QUIET_MS = 15 * 60_000;

/**
 * Tells the person that somebody typed a wrong password, or a wrong code after the right one. Nobody waits for it: the
 * time of an answer must not tell that the e-mail exists.
 */
export async function noteRefusal(
  userId: string,
  action: 'signInRefused' | 'codeRefused',
  from: RequestOrigin,
): Promise<void> {
  try {
    await db.$transaction(async (transaction) => {
      // Of two at once the second one finds the entry of the first.
      await lockPerson(transaction, userId);
      const isTold = await transaction.auditEntry.findFirst({
        where: { userId, action, address: from.address, at: { gt: new Date(Date.now() - QUIET_MS) } },
        select: { id: true },
      });
      if (!isTold) await recordAudit(transaction, { businessId: null, userId, by: null, action, from });
    });
  } catch (error) {
    log.warn({ err: error, userId }, 'a refused sign-in could not be written into the audit');
  }
}
