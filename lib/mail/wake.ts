import { enqueue } from '#lib/queue/enqueue.ts';

/**
 * Has the mails that `writeMails` gave sent now. Call it after the commit; what cannot be woken is sent with the next
 * sweep.
 */
export async function wake(mailIds: readonly string[]): Promise<void> {
  for (const mailId of mailIds) await enqueue('send-mail', { mailId });
}
