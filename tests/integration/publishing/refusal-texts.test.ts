import { afterAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { Remedy } from '#lib/domain/readiness/remedies.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { documentTexts } from '#tests/support/ledger-texts.ts';
import {
  aConnectedBusiness,
  anItem,
  billsAtLedger,
  drainToTheEnd,
  fault,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterAll(() => control('DELETE', '/faults'));

/** The buttons that each way to put something right has on an item's page; what is chosen or corrected is so at its field. */
const buttons: Record<Remedy, string[]> = {
  choose: [],
  correct: [],
  draft: ['Publish as draft'],
  reload: ['publish again'],
  publishAgain: ['Publish again'],
  reconnect: ['Reconnect'],
  link: ['Open payment methods'],
};

test('whatever the ledger says of a document ends at its item as a reason, at its field, with its fix, and nothing is posted', async () => {
  const business = await aConnectedBusiness();
  const refused = [];
  for (const [text, code, field, remedies] of documentTexts) {
    const item = await anItem(business, { original: null, reference: `TEXT ${refused.length}.` });
    await fault(business, { kind: 'refuse', method: 'PUT', path: '/Invoices', message: text, about: item.reference });
    refused.push({ item, text, code, field, remedies });
  }
  const taken = await anItem(business, { original: null });
  await publish(business, [...refused.map(({ item }) => item), taken]);
  await drainToTheEnd(business);

  expect(await newestPublication(taken.id)).toMatchObject({ state: 'COMPLETE' });
  const stored = await db.item.findMany({ where: { status: 'REFUSED', businessId: business.scope.businessId } });
  expect(stored.map(({ id }) => id).toSorted()).toEqual(refused.map(({ item }) => item.id).toSorted());
  const looked = new Set<string>();
  for (const { item, text, code, field, remedies } of refused) {
    const { refusal } = stored.find(({ id }) => id === item.id) ?? {};
    expect(refusal, text).toMatchObject({ reasons: [{ code, field, ledgerText: text }] });
    // The page of one of each kind.
    if (looked.has(`${code} ${field}`)) continue;
    looked.add(`${code} ${field}`);
    const view = await getItem(business.scope, 'COSTS', item.number);
    expect(view?.refusal, text).toMatchObject([{ code, field, ledgerText: text, isTold: false }]);
    const labels = view?.refusal[0]?.fixes.map(({ label }) => label) ?? [];
    const expected = remedies.flatMap((remedy) => buttons[remedy]);
    expect(labels.map((label) => expected.find((words) => label.endsWith(words)) ?? label)).toEqual(expected);
  }
  expect(await db.item.count({ where: { businessId: business.scope.businessId, place: 'ARCHIVE' } })).toBe(1);
  expect(await billsAtLedger(business, refused[0]?.item.reference ?? '')).toEqual([]);
});
