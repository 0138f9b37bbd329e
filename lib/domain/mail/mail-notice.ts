import { MAX_TRIES, type MailProblem, type MailState } from './delivery.ts';

export type MailNotice = {
  tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger';
  /** A word or two. */
  state: string;
  /** What happened, what is safe, what to do. */
  text: string;
};

const waitingFor: Record<MailProblem, string> = {
  serverAway: 'The mail server could not be reached.',
  signInRefused: 'The mail server refused Intray’s sign-in. Whoever runs Intray has to look at its mail settings.',
  senderRefused:
    'The mail server does not take mail from Intray’s address for now. Whoever runs Intray has to look at its mail settings.',
  recipientRefused: 'The mail server does not take mail for this address for now.',
  contentRefused: 'The mail server could not take the mail for now.',
  answerLost: '',
  unreadable: '',
};

const refusedFor: Record<MailProblem, string> = {
  ...waitingFor,
  recipientRefused:
    'The mail server refused the address. Check how it is written, or pass the message on by other means.',
  contentRefused: 'The mail server refused the mail. Pass the message on by other means.',
  unreadable:
    'Intray can no longer read this mail: the keys of this installation were lost or changed. Nothing was sent.',
};

/** What became of a mail, for a bookkeeper. */
export function mailNotice(
  { state, problem }: { state: MailState; problem: MailProblem | null },
  { isSandbox }: { isSandbox: boolean },
): MailNotice {
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
  }
}

const isAboutMail = (problem: MailProblem) =>
  problem === 'recipientRefused' || problem === 'contentRefused' || problem === 'unreadable';

const givenUp = (problem: MailProblem | null) =>
  `${problem ? refusedFor[problem] : ''} It was tried ${MAX_TRIES} times in a day and not sent.`.trim();

/** Whether an admin may have it sent: not while it is under way, and not what cannot be read. */
export function maySendAgain(state: MailState, problem: MailProblem | null, hasServer: boolean): boolean {
  return hasServer && problem !== 'unreadable' && state !== 'WAITING' && state !== 'SENDING';
}
