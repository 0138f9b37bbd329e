import { describe, expect, test } from 'vitest';
import { afterReport } from '#lib/domain/mail/bounce.ts';
import { deliveryReport } from '#lib/domain/mail/delivery-report.ts';

const id = '<3f0a6d9e-5b1c-4c39-9d61-0a7a4f1be001@books.example>';
const returned = { type: 'text/rfc822-headers', text: `From: a@b.example\nMessage-ID:\n ${id}\nSubject: Hello\n` };

const reportOf = (recipient: string, before = 'Reporting-MTA: dns; mx.example.com') =>
  deliveryReport({
    sender: null,
    text: '',
    parts: [
      { type: 'message/delivery-status', text: `${before}\r\n\r\n${recipient.replaceAll('\n', '\r\n')}` },
      returned,
    ],
  });

describe('a report by the standard', () => {
  test.each([
    ['Action: failed\nStatus: 5.1.1', 'failed', '5.1.1'],
    ['Action: FAILED (bad address)\nStatus: 5.1.1 (no such user)', 'failed', '5.1.1'],
    ['Action: delayed\nStatus: 4.4.1', 'delayed', '4.4.1'],
    ['Action: failed\nStatus: 4.4.7', 'failed', '4.4.7'],
    ['Action: failed', 'failed', null],
    ['Status: 5.0.0', 'failed', '5.0.0'],
  ] as const)('with %j says %s', (fields, outcome, status) => {
    expect(reportOf(`Final-Recipient: rfc822;Robin@Example.com\n${fields}`)).toEqual({
      messageIds: [id],
      recipients: [{ addresses: ['robin@example.com'], outcome, status, words: null }],
    });
  });

  test.each(['Action: delivered', 'Action: relayed', 'Action: expanded', 'Status: 4.0.0', ''])(
    'with %j is no bad news',
    (fields) => {
      expect(reportOf(`Final-Recipient: rfc822;robin@example.com\n${fields}`)).toBeNull();
    },
  );

  test('names whom we wrote to also where a server further on made another address of it', () => {
    const fields =
      'Final-Recipient: rfc822; r.smith@inside.example\nOriginal-Recipient: rfc822;robin+2Bbooks@example.com';
    expect(reportOf(`${fields}\nAction: failed`)?.recipients[0]?.addresses).toEqual([
      ...['robin+2bbooks@example.com', 'robin+books@example.com', 'r.smith@inside.example'],
    ]);
  });

  test('has the words of the server without their kind, on one line and no longer than needed', () => {
    const words = `Final-Recipient: rfc822;robin@example.com\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1\n  No such\n\tuser ${'x'.repeat(2_000)}`;
    const said = reportOf(words)?.recipients[0]?.words;
    expect(said).toMatch(/^550 5\.1\.1 No such user x+$/);
    expect(said).toHaveLength(500);
  });

  test('without anything that names a mail as ours does is about nothing of ours', () => {
    const fields = 'Final-Recipient: rfc822;robin@example.com\nAction: failed';
    const parts = [{ type: 'message/delivery-status', text: fields }];
    expect(deliveryReport({ sender: null, text: id, parts })).toBeNull();
    const quoting = { type: 'message/rfc822', text: `Message-ID: <other@example.com>\nReferences: ${id}\n\n${id}` };
    expect(deliveryReport({ sender: null, text: '', parts: [...parts, quoting] })).toBeNull();
  });

  test('names the mail by our own header where a service has given it another Message-ID', () => {
    const fields = 'Final-Recipient: rfc822;robin@example.com\nAction: failed';
    const text = `Message-ID: <0100018f@eu.amazonses.com>\nX-Intray-Message-ID: ${id}\n\nHello`;
    const parts = [
      { type: 'message/delivery-status', text: fields },
      { type: 'message/rfc822', text },
    ];
    expect(deliveryReport({ sender: null, text: '', parts })?.messageIds).toEqual([id]);
  });
});

describe('a report in words alone', () => {
  const inWords = (said: string, sender: string | null = null) =>
    deliveryReport({ sender, text: `${said}\n\n--- a copy ---\n\nMessage-ID: ${id}\nSubject: 550 5.1.1`, parts: [] });

  test.each([
    ['<robin@example.com>:\nNo such mailbox. (#5.1.1)', 'failed', '5.1.1'],
    ['robin@example.com\n  said: 550 No such user here', 'failed', null],
    ['Could not reach robin@example.com yet:\n451 4.3.0 Try later', 'delayed', '4.3.0'],
  ] as const)('such as %j is understood by the code in it', (said, outcome, status) => {
    expect(inWords(said)?.recipients).toMatchObject([{ addresses: ['robin@example.com'], outcome, status }]);
  });

  test.each([
    ['without a code', 'Sorry, robin@example.com is not here.', null],
    ['with a number that is none', 'robin@example.com has 550 mails in 4.5.2026 days', null],
    ['without an address', '550 5.1.1 No such user', null],
    ['by a person', '<robin@example.com>: 550 5.1.1 No such user', 'robin@example.com'],
  ])('%s is not', (_why, said, sender) => {
    expect(inWords(said, sender)).toBeNull();
  });

  test('that would take long to look through is looked through soon', () => {
    const started = performance.now();
    for (const piece of ['a@', '550 ', '5.1', ' \n', '@.', 'Message-ID: ']) {
      inWords(piece.repeat(300_000 / piece.length));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test.each([
  ['5.1.1', 'addressUnknown'],
  ['5.2.1', 'addressUnknown'],
  ['5.2.2', 'mailboxFull'],
  ['4.2.2', 'mailboxFull'],
  ['5.7.26', 'policyRefused'],
  ['4.4.7', 'notDelivered'],
  [null, 'notDelivered'],
] as const)('a mail that failed with %s has a reason that says what to do: %s', (status, problem) => {
  const report = { addresses: [], outcome: 'failed', status, words: null } as const;
  expect(afterReport({ ...report, addresses: [] })).toMatchObject({ state: 'BOUNCED', problem });
});
