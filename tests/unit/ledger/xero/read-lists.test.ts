import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerSession } from '#lib/ledger/ledger-session.ts';
import { readList } from '#lib/ledger/xero/read-lists.ts';

let answer: object;
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});

beforeAll(() => once(server.listen(Number(process.env.XERO_SANDBOX_PORT), '127.0.0.1'), 'listening'));
afterAll(() => server.close());

const session: LedgerSession = {
  organisationId: 'organisation',
  shortCode: null,
  call: async (send) => (await send('token')).result,
};
const whole = { page: 1, modifiedSince: null };
const since = new Date('2026-11-01T00:00:00Z');
const nameless = { ContactID: 'c-1', Name: '' };

test.each([
  ['the only contact that has changed', { page: 1, modifiedSince: since }, 1],
  ['the only contact there is', whole, 1],
  ['the only contact of the last page', { page: 2, modifiedSince: null }, 1_001],
])('%s is named where it cannot be read', async (_what, page, itemCount) => {
  answer = { Contacts: [nameless], pagination: { page: page.page, pageCount: page.page, itemCount } };
  expect(await readList(session, 'CONTACTS', page)).toMatchObject({
    ok: true,
    value: { entries: [], unread: [{ ledgerIds: ['c-1'], name: 'c-1' }], hasMore: false },
  });
});

test('a whole list in which none of several can be read is no list of contacts', async () => {
  answer = { Contacts: [nameless, { ContactID: 'c-2' }] };
  expect(await readList(session, 'CONTACTS', whole)).toMatchObject({ ok: false, error: { retry: 'later' } });
});

test('an option that cannot be read keeps neither its category nor the other options', async () => {
  const Options = [{ TrackingOptionID: 'o-1', Name: 'North', Status: 'ACTIVE' }, { TrackingOptionID: 'o-2' }];
  answer = { TrackingCategories: [{ TrackingCategoryID: 't-1', Name: 'Region', Status: 'ACTIVE', Options }] };
  expect(await readList(session, 'TRACKING', whole)).toMatchObject({
    ok: true,
    value: {
      entries: [{ name: 'Region', options: [{ name: 'North' }] }],
      unread: [{ ledgerIds: ['o-2'], name: 'o-2' }],
    },
  });
});

test.each([
  ['its options are known to be there', { TrackingOptionID: 'o-1' }, ['t-1', 'o-1']],
  ['of an option without an id nothing is known', { Name: 'North' }, null],
])('of a category that cannot be read, %s', async (_what, option, ledgerIds) => {
  answer = { TrackingCategories: [{ TrackingCategoryID: 't-1', Options: [option] }] };
  expect(await readList(session, 'TRACKING', whole)).toMatchObject({ ok: true, value: { unread: [{ ledgerIds }] } });
});
