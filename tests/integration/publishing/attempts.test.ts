import { afterEach, expect, test } from 'vitest';
import { publicationAttempts } from '#lib/publishing/publication-attempts.ts';
import { aConnectedBusiness, anItem, drainToTheEnd, fault, publish } from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

test('each attempt is kept with its person, exactly what was sent and answered of this item alone, and no secret', async () => {
  const business = await aConnectedBusiness();
  const [item, other] = [await anItem(business), await anItem(business, { description: 'Somebody else’s wine' })];
  await publish(business, [item, other]);
  await drainToTheEnd(business);

  const [attempt, ...others] = await publicationAttempts(business.scope, item.id);
  expect(others).toEqual([]);
  expect(attempt).toMatchObject({
    what: 'Publish as Awaiting payment',
    who: 'Ada Admin',
    outcome: 'Done',
    ledgerName: 'Xero',
    ledgerUrl: expect.stringContaining('/AccountsPayable/View.aspx'),
  });
  const [bill, file] = attempt?.requests ?? [];
  expect(bill).toMatchObject({ what: 'The bill, with 1 other', outcome: 'Answered', status: 200, sends: 1 });
  const sent = JSON.parse(bill?.body ?? '').Invoices;
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ Type: 'ACCPAY', InvoiceNumber: item.reference, Status: 'AUTHORISED' });
  const answered = JSON.parse(bill?.answer ?? '').Invoices;
  expect(answered).toHaveLength(1);
  expect(answered[0]).toMatchObject({ InvoiceID: attempt?.ledgerId, Total: 120 });
  expect(file).toMatchObject({
    what: 'A file',
    body: null,
    status: 200,
    bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const all = JSON.stringify(attempt);
  expect(all).not.toContain('Somebody else');
  expect(all).not.toMatch(/bearer|authorization|access_token/i);
});

test('what was refused, or never answered, is kept as it was', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  await fault(business, { kind: 'drop-after', method: 'PUT', path: '/Invoices', remaining: 1 });
  await publish(business, [item]);
  await drainToTheEnd(business);
  const [attempt] = await publicationAttempts(business.scope, item.id);
  expect(attempt?.requests[0]).toMatchObject({ outcome: 'Answered', sends: 2, status: 200 });

  const odd = await anItem(business);
  await control('PATCH', `/organisations/${business.organisationId}/accounts/429`, { Status: 'ARCHIVED' });
  await publish(business, [odd]);
  await drainToTheEnd(business);
  const [refused] = await publicationAttempts(business.scope, odd.id);
  expect(refused).toMatchObject({ outcome: 'Refused', ledgerId: null });
  expect(refused?.requests[0]?.answer).toContain('has been archived');

  const stranger = await aConnectedBusiness();
  expect(await publicationAttempts(stranger.scope, item.id)).toEqual([]);
});
