/** Why the mailbox cannot be read that mails come back to. */
const mailboxProblems = ['serverAway', 'signInRefused', 'folderMissing'] as const;
export type MailboxProblem = (typeof mailboxProblems)[number];

/** A problem as it is stored; one that this version does not know is some trouble with the server. */
export function storedMailboxProblem(stored: string | null): MailboxProblem | null {
  return stored === null ? null : (mailboxProblems.find((problem) => problem === stored) ?? 'serverAway');
}
