import type { MailProblem, MailState } from './delivery.ts';
import type { RecipientReport } from './delivery-report.ts';

export type BounceVerdict = {
  state: 'SENT' | 'BOUNCED';
  problem: MailProblem;
  /** States that it changes. A mail that a server reports on has been taken, whatever we knew. */
  from: MailState[];
};

/** What a server's report means for the mail that it is about. One that is only late may be delivered yet. */
export function afterReport({ outcome, status }: RecipientReport): BounceVerdict {
  if (outcome === 'delayed') return { state: 'SENT', problem: 'notYetDelivered', from: ['SENT', 'UNCERTAIN'] };
  return { state: 'BOUNCED', problem: problemOf(status), from: ['SENDING', 'SENT', 'UNCERTAIN'] };
}

/** RFC 3463: the second number is the subject, the third says more. */
function problemOf(status: string | null): MailProblem {
  const [, subject, detail] = (status ?? '').split('.').map(Number);
  if (subject === 1 || (subject === 2 && detail === 1)) return 'addressUnknown';
  if (subject === 2 && detail === 2) return 'mailboxFull';
  return subject === 7 ? 'policyRefused' : 'notDelivered';
}
