import { db } from '#lib/db.ts';
import { storedMailProblem } from '#lib/domain/mail/delivery.ts';
import { maySendAgain } from '#lib/domain/mail/mail-notice.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { env, mailServerOf } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { wake } from './wake.ts';
import { newMessageId } from './write-mails.ts';

/** Of one mail. */
const MAX_ROUNDS = 5;

/**
 * Has a mail sent once more, because an admin asks for it. One that may have arrived keeps its Message-ID, by which
 * mailboxes recognise a second copy; one that was taken is another mail, which what is reported of the first is not about.
 */
export async function sendAgain({ businessId }: BusinessScope, mailId: string): Promise<Result<null>> {
  const server = mailServerOf(env());
  if (!server) return failure('noMailServer', 'No mail server is set up. Nothing was sent; copy the link instead.');
  const mail = await db.mail.findFirst({ where: { id: mailId, businessId } });
  if (!mail) return failure('mailUnknown', 'This mail is no longer kept. Nothing was sent.');
  const { state, rounds, messageId } = mail;
  if (!maySendAgain(state, storedMailProblem(mail.problem), true)) {
    return failure('underWay', 'This mail is under way already, or can no longer be read. Nothing more was sent.');
  }
  if (rounds >= MAX_ROUNDS) {
    return failure('tooOften', `This mail was sent ${MAX_ROUNDS} times already. Pass the message on by other means.`);
  }
  const asked = await db.$transaction(async (transaction) => {
    const { count } = await transaction.mail.updateMany({
      where: { id: mailId, businessId, state, rounds },
      data: {
        state: 'WAITING',
        rounds: rounds + 1,
        tries: 0,
        askedAt: new Date(),
        dueAt: new Date(),
        claim: null,
        handedOverAt: null,
        problem: null,
        serverText: null,
        finishedAt: null,
        messageId:
          state === 'SENT' || state === 'BOUNCED' ? newMessageId(server.from.split('@').at(-1) ?? '') : messageId,
      },
    });
    if (count > 0) await announce(transaction, { businessId, topic: 'mail', id: mailId });
    return count > 0;
  });
  if (!asked) return failure('underWay', 'Somebody else has just had it sent. Nothing more was sent.');
  await wake([mailId]);
  return ok(null);
}
