import { describe, expect, test } from 'vitest';
import {
  afterDelivery,
  afterLostWorker,
  type DeliveryStage,
  MAX_TRIES,
  type MailProblem,
  mailStates,
} from '#lib/domain/mail/delivery.ts';
import { mailNotice, maySendAgain } from '#lib/domain/mail/mail-notice.ts';

const failed = (stage: DeliveryStage, code: number | null, hasBegun = stage === 'content') =>
  ({ isAccepted: false, stage, code, hasBegun, serverText: null, why: '' }) as const;

test('what the mail server took is sent', () => {
  expect(afterDelivery({ isAccepted: true, serverText: '250 OK' }, 1)).toEqual({ state: 'SENT' });
});

test.each([
  ['connecting', null, 'serverAway'],
  ['connecting', 554, 'serverAway'],
  ['signingIn', 535, 'signInRefused'],
  ['signingIn', null, 'serverAway'],
  ['sender', 550, 'senderRefused'],
  ['recipient', 451, 'recipientRefused'],
  ['recipient', null, 'serverAway'],
  ['content', 452, 'contentRefused'],
] as const)('a try that ends at %s with %s sent nothing, and the mail waits', (stage, code, problem) => {
  expect(afterDelivery(failed(stage, code), 1)).toMatchObject({ state: 'WAITING', problem });
});

test.each([
  ['recipient', 550, 'recipientRefused'],
  ['content', 554, 'contentRefused'],
] as const)('a %s that is refused for good is not tried again', (stage, code, problem) => {
  expect(afterDelivery(failed(stage, code), 1)).toEqual({ state: 'REFUSED', problem });
});

test('silence after the message has begun to go out is uncertain at every try, and never a reason to send it again', () => {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    expect(afterDelivery(failed('content', null), tries)).toEqual({ state: 'UNCERTAIN', problem: 'answerLost' });
  }
});

test('the waits grow, last less than a day together, and then the mail is given up', () => {
  const waits: number[] = [];
  for (let tries = 1; tries < MAX_TRIES; tries++) {
    const verdict = afterDelivery(failed('connecting', null), tries);
    if (verdict.state === 'WAITING') waits.push(verdict.waitMs);
  }
  expect(waits).toHaveLength(MAX_TRIES - 1);
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(24 * 60 * 60_000);
  expect(afterDelivery(failed('connecting', null), MAX_TRIES)).toEqual({ state: 'REFUSED', problem: 'serverAway' });
});

test('a worker that dies before it hands the mail over loses nothing; after that nobody can tell', () => {
  expect(afterLostWorker(1, false)).toEqual({ state: 'WAITING', problem: 'serverAway', waitMs: 0 });
  expect(afterLostWorker(1, true)).toEqual({ state: 'UNCERTAIN', problem: 'answerLost' });
  expect(afterLostWorker(MAX_TRIES, false)).toMatchObject({ state: 'REFUSED' });
});

describe('what an admin is told', () => {
  const problems: (MailProblem | null)[] = [null, 'serverAway', 'signInRefused', 'senderRefused', 'recipientRefused'];
  problems.push('notYetDelivered', 'addressUnknown', 'mailboxFull', 'policyRefused', 'notDelivered');
  test.each(mailStates.flatMap((state) => problems.map((problem) => [state, problem] as const)))(
    'of a mail that is %s with %s is whole sentences, without words of ours',
    (state, problem) => {
      const { text } = mailNotice({ state, problem }, { isSandbox: false });
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/SMTP|null|undefined| {2}/);
    },
  );

  test('in the sandbox a mail was not sent on purpose', () => {
    const kept = { state: 'KEPT', problem: null } as const;
    expect(mailNotice(kept, { isSandbox: true }).text).toContain('would have been sent');
    expect(mailNotice(kept, { isSandbox: false }).text).toContain('No mail server');
  });

  test('a mail can be sent again when it has ended, can be read, and there is a mail server', () => {
    expect(mailStates.filter((state) => maySendAgain(state, null, true))).toEqual([
      'KEPT',
      'SENT',
      'UNCERTAIN',
      'REFUSED',
      'BOUNCED',
    ]);
    expect(mailStates.filter((state) => maySendAgain(state, null, false))).toEqual([]);
    expect(maySendAgain('REFUSED', 'unreadable', true)).toBe(false);
  });
});
