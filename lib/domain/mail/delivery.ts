/** Where a mail stands. */
export const mailStates = ['KEPT', 'WAITING', 'SENDING', 'SENT', 'UNCERTAIN', 'REFUSED', 'BOUNCED'] as const;
export type MailState = (typeof mailStates)[number];

/** States in which a mail is still to be sent. */
export const unsentStates = ['WAITING', 'SENDING'] as const satisfies readonly MailState[];

/** What stands, or stood, in the way of a mail. */
const mailProblems = [
  'serverAway',
  'signInRefused',
  'senderRefused',
  'recipientRefused',
  'contentRefused',
  'answerLost',
  'unreadable',
  ...(['notYetDelivered', 'addressUnknown', 'mailboxFull', 'policyRefused', 'notDelivered'] as const),
] as const;
export type MailProblem = (typeof mailProblems)[number];

/** A problem as it is stored; null for none, and for one that this version does not know. */
export function storedMailProblem(stored: string | null): MailProblem | null {
  return mailProblems.find((problem) => problem === stored) ?? null;
}

/** How far a try got. `content` begins when the mail server has asked for the message itself. */
export type DeliveryStage = 'connecting' | 'signingIn' | 'sender' | 'recipient' | 'content';

/**
 * How a try ended. `code` is the mail server's reply (RFC 5321, 4.2) and `serverText` its words, both null when it gave
 * none; `why` is then what we know ourselves, for the log.
 */
export type Delivery =
  | { isAccepted: true; serverText: string }
  | {
      isAccepted: false;
      stage: DeliveryStage;
      hasBegun: boolean;
      code: number | null;
      serverText: string | null;
      why: string;
    };

export type DeliveryVerdict =
  | { state: 'SENT' }
  | { state: 'WAITING'; problem: MailProblem; waitMs: number }
  | { state: 'UNCERTAIN' | 'REFUSED'; problem: MailProblem };

const minutes = (count: number) => count * 60_000;

/** After each try but the last. Together less than a day: what comes later than that is better asked for anew. */
const waitsMs = [1, 5, 15, 60, 180, 360, 720].map(minutes);

export const MAX_TRIES = waitsMs.length + 1;

const problems: Record<DeliveryStage, MailProblem> = {
  connecting: 'serverAway',
  signingIn: 'signInRefused',
  sender: 'senderRefused',
  recipient: 'recipientRefused',
  content: 'contentRefused',
};

/**
 * What a try means for its mail; `tries` counts it. A silence after the message has begun to go out leaves open whether
 * it was taken, and is never answered by sending it again. Before that nothing was sent. A 5xx about the recipient or
 * the message is final; about us (connection, sign-in, sender) it is for the operator to mend, and the mail waits.
 */
export function afterDelivery(delivery: Delivery, tries: number): DeliveryVerdict {
  if (delivery.isAccepted) return { state: 'SENT' };
  const { stage, hasBegun, code } = delivery;
  if (hasBegun && code === null) return { state: 'UNCERTAIN', problem: 'answerLost' };
  const isFinal = code !== null && code >= 500 && (stage === 'recipient' || stage === 'content');
  if (isFinal) return { state: 'REFUSED', problem: problems[stage] };
  return afterNothingSent(tries, code === null ? 'serverAway' : problems[stage]);
}

/** For a try that surely sent nothing: the mail waits for the next one, unless that was the last. */
function afterNothingSent(tries: number, problem: MailProblem): DeliveryVerdict {
  const waitMs = waitsMs[tries - 1];
  return waitMs === undefined ? { state: 'REFUSED', problem } : { state: 'WAITING', problem, waitMs };
}

/** For a try whose worker died. `wasHandedOver` is written before the mail server is told anything about the mail. */
export function afterLostWorker(tries: number, wasHandedOver: boolean): DeliveryVerdict {
  if (wasHandedOver) return { state: 'UNCERTAIN', problem: 'answerLost' };
  const verdict = afterNothingSent(tries, 'serverAway');
  return verdict.state === 'WAITING' ? { ...verdict, waitMs: 0 } : verdict;
}
