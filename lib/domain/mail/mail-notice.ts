import { MAX_TRIES, type MailProblem, type MailState } from './delivery.ts';

export type MailNotice = {
  tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger';
  /** A word or two. */
  state: string;
  /** What happened, what is safe, what to do. */
  text: string;
};

/** What a mail server further on reports, which comes after ours has taken the mail. */
type ReportedProblem = 'notYetDelivered' | 'addressUnknown' | 'mailboxFull' | 'policyRefused' | 'notDelivered';
type OwnProblem = Exclude<MailProblem, ReportedProblem>;

const waitingFor: Record<OwnProblem, string> = {
  serverAway: 'The mail server could not be reached.',
  signInRefused: 'The mail server refused Intray’s sign-in. Whoever runs Intray has to look at its mail settings.',
  senderRefused:
    'The mail server does not take mail from Intray’s address for now. Whoever runs Intray has to look at its mail settings.',
  recipientRefused: 'The mail server does not take mail for this address for now.',
  contentRefused: 'The mail server could not take the mail for now.',
  answerLost: '',
  unreadable: '',
};

const refusedFor: Record<OwnProblem, string> = {
  ...waitingFor,
  recipientRefused:
    'The mail server refused the address. Check how it is written, or pass the message on by other means.',
  contentRefused: 'The mail server refused the mail. Pass the message on by other means.',
  unreadable:
    'Intray can no longer read this mail: the keys of this installation were lost or changed. Nothing was sent.',
};

const undelivered = 'It could not be delivered. Pass the message on by other means, or send it again.';

const bouncedFor: Record<ReportedProblem, string> = {
  notYetDelivered: undelivered,
  addressUnknown: 'There is no such address. Check how it is written, or pass the message on by other means.',
  mailboxFull: 'The mailbox is full. Send it again later, or pass the message on by other means.',
  policyRefused:
    'The mail server of the address does not let this mail in. Ask the person to allow mail from Intray, or pass the message on by other means.',
  notDelivered: undelivered,
};

const isReported = (problem: MailProblem | null): problem is ReportedProblem =>
  problem !== null && Object.hasOwn(bouncedFor, problem);

/** What became of a mail, for a bookkeeper. */
export function mailNotice(
  { state, problem: stored }: { state: MailState; problem: MailProblem | null },
  { isSandbox }: { isSandbox: boolean },
): MailNotice {
  const problem = isReported(stored) ? null : stored;
  switch (state) {
    case 'KEPT':
      return {
        tone: 'neutral',
        state: 'Not sent',
        text: isSandbox
          ? 'This is the sandbox: the mail would have been sent, and is only shown here.'
          : 'No mail server is set up, so nothing was sent. Pass the message on by other means.',
      };
    case 'WAITING':
      return {
        tone: problem ? 'warning' : 'info',
        state: problem ? 'Delayed' : 'Waiting',
        text: problem ? `${waitingFor[problem]} Nothing is lost: Intray tries again by itself.` : 'It is sent shortly.',
      };
    case 'SENDING':
      return { tone: 'info', state: 'Sending', text: 'The mail server is being asked.' };
    case 'SENT':
      if (stored === 'notYetDelivered') {
        return {
          tone: 'warning',
          state: 'Delayed',
          text: 'The mail server took it, but one further on could not deliver it so far. It goes on trying, and nothing is to be done yet.',
        };
      }
      return {
        tone: 'success',
        state: 'Sent',
        text: 'The mail server took it. Should it not arrive, look among unwanted mail; whether it was read, nobody can tell.',
      };
    case 'UNCERTAIN':
      return {
        tone: 'warning',
        state: 'May have arrived',
        text: 'The connection ended before the mail server said whether it took the mail. Intray does not send it twice by itself: ask the person, or send it again.',
      };
    case 'REFUSED':
      return {
        tone: 'danger',
        state: problem && isAboutMail(problem) ? 'Refused' : 'Given up',
        text: problem && isAboutMail(problem) ? refusedFor[problem] : givenUp(problem),
      };
    case 'BOUNCED':
      return {
        tone: 'danger',
        state: 'Bounced',
        text: `The mail server took it, and it came back later. ${isReported(stored) ? bouncedFor[stored] : undelivered}`,
      };
  }
}

const isAboutMail = (problem: OwnProblem) =>
  problem === 'recipientRefused' || problem === 'contentRefused' || problem === 'unreadable';

const givenUp = (problem: OwnProblem | null) =>
  `${problem ? refusedFor[problem] : ''} It was tried ${MAX_TRIES} times in a day and not sent.`.trim();

/** Whether an admin may have it sent: not while it is under way, and not what cannot be read. */
export function maySendAgain(state: MailState, problem: MailProblem | null, hasServer: boolean): boolean {
  return hasServer && problem !== 'unreadable' && state !== 'WAITING' && state !== 'SENDING';
}
