import type { Db } from '#lib/db.ts';
import { noticeKinds } from '#lib/domain/notice.ts';
import { writeNoticesToAdmins } from '#lib/events/write-notices.ts';

/** Notes for the admins that a mail did not arrive. `what` ends the sentence: `was refused`. */
export async function tellOfLostMail(
  transaction: Db,
  { businessId, kind, subject, toAddress }: { businessId: string; kind: string; subject: string; toAddress: string },
  what: string,
): Promise<void> {
  // A mail about a mail that is lost would be lost too, and so on.
  if (noticeKinds.some((notice) => notice === kind)) return;
  await writeNoticesToAdmins(transaction, {
    ...{ businessId, kind: 'mailRefused', byUserId: null },
    text: `The mail “${subject}” to ${toAddress} ${what}.`,
  });
}
