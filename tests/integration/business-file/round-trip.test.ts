import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { listReadings } from '#lib/business-file/reading/list-readings.ts';
import { NewIds } from '#lib/business-file/reading/new-ids.ts';
import { runReading } from '#lib/business-file/reading/run-reading.ts';
import { disconnect } from '#lib/connecting/disconnect.ts';
import { db } from '#lib/db.ts';
import { carriedTables } from '#lib/domain/business-file/carried-tables.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { logoKey } from '#lib/team/business-logo.ts';
import { completeExport, contentOf, fillColumns, readBack, uploaded } from '#tests/support/business-file.ts';
import { aClaim, claimNow, ownOwner } from '#tests/support/claims.ts';
import { connect } from '#tests/support/connect.ts';
import {
  aConnectedBusiness,
  aMethod,
  anItem,
  billsAtLedger,
  type ConnectedBusiness,
  drainToTheEnd,
  newestPublication,
  paidBy,
  publish,
  refreshed,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';

withSandbox();
afterAll(closeQueues);

/** Something in every table. */
async function aFullBusiness(): Promise<ConnectedBusiness & { published: string }> {
  const business = await aConnectedBusiness();
  const { scope, connectionId } = business;
  const { businessId, actor } = scope;
  const published = await anItem(business, { newSupplier: 'Größe & Söhne' });
  await publish(business, [published]);
  await drainToTheEnd(business);
  const method = await aMethod(business, '090');
  const item = await anItem(business, { total: '1234567890.12', ...paidBy(business, method, ['1.10', '2026-11-03']) });
  const [one, other] = await db.contact.findMany({ where: { connectionId }, orderBy: { name: 'asc' }, take: 2 });
  if (!one || !other) throw new Error('There are two contacts');
  const { id: productId } = await db.product.create({
    data: { businessId, connectionId, ledgerId: randomUUID(), code: 'PEN', purchaseUnitAmount: '0.0001' },
  });
  const line = await db.lineItem.create({
    data: {
      ...{ businessId, itemId: item.id, position: 0, productId, quantity: '1.5', total: '900719925474099.1234' },
      ...{ rebillableContactId: other.id, provenance: { product: { id: productId } } },
    },
  });
  await db.itemEvent.create({
    data: {
      ...{ businessId, itemId: item.id, actorKind: 'PERSON', actorId: actor.userId, actorName: 'Somebody else' },
      ...{ kind: 'changed', field: 'contactId', before: { text: 'A', value: one.id }, detail: { list: [other.id] } },
    },
  });
  const { id: merged } = await db.contact.create({
    data: { businessId, connectionId, name: 'Merged', normalisedName: 'merged', mergedIntoId: one.id },
  });
  const { id: aliasId } = await db.contactAlias.create({
    data: { businessId, contactId: one.id, name: 'Merged', normalisedName: 'merged', nameKey: 'merged' },
  });
  await db.contactMerge.create({
    data: {
      ...{ businessId, fromId: merged, intoId: one.id, byName: 'Ada', wasSupplier: true, wasCustomer: false },
      ...{ madeAliasId: aliasId, movedAliasIds: [aliasId], moved: { create: { itemId: item.id, lineId: line.id } } },
    },
  });
  await db.supplierMark.create({
    data: { businessId, contactId: one.id, kind: 'iban', value: 'GB1', printed: 'GB 1', learntFrom: 'Ada' },
  });
  const { documentId } = await db.itemDocument.findFirstOrThrow({ where: { itemId: item.id } });
  await db.documentPage.create({ data: { documentId, page: 0, source: 'text', rows: [['Total', 1.5]] } });
  await db.extraction.create({ data: { businessId, itemId: item.id, documentId, state: 'DONE' } });
  const pair = [one.id, other.id].sort();
  await db.distinctContacts.create({
    data: { businessId, oneId: pair[0] ?? '', otherId: pair[1] ?? '', byName: 'Ada' },
  });
  await db.entryPair.create({
    data: {
      ...{ businessId, connectionId, list: 'contacts', fromId: one.id, toId: other.id, batchId: randomUUID() },
      byName: 'Ada',
    },
  });
  await db.rule.create({
    data: {
      businessId,
      scope: 'BUSINESS',
      conditions: {},
      effects: { accountId: item.accountId },
      position: 0,
      updatedByName: 'Ada',
    },
  });
  await db.lockDateChange.create({ data: { businessId, kind: 'HOUSE', byName: 'Ada' } });
  await db.savedView.create({
    data: {
      ...{ businessId, workspace: 'COSTS', name: 'Mine', userId: actor.userId, byName: 'Ada' },
      place: { where: { supplier: [one.id] } },
    },
  });
  await db.exportColumns.create({ data: { businessId, name: 'Two', columns: ['number', 'total'], perLine: true } });
  await db.submission.create({ data: { businessId, workspace: 'COSTS', byName: 'Ada', fileName: 'a.pdf' } });
  await db.auditEntry.create({ data: { businessId, actorName: 'Ada', action: 'nameChanged', detail: { to: 'B' } } });
  const { claimId } = await aClaim(scope, [await anItem(business)]);
  await claimNow(scope, claimId);
  const rate = await db.claimRate.create({ data: { businessId, name: 'Own car', unit: 'MILE' } });
  await db.claimRateVersion.create({ data: { rateId: rate.id, fromOn: new Date('2026-01-01'), amount: '0.45' } });
  await db.claimSchedule.create({
    data: {
      ...{ businessId, ownerId: await ownOwner(scope), every: 'MONTHLY', endDay: 31 },
      ...{ endsOn: new Date('2026-11-30'), setByName: 'Ada' },
    },
  });
  await db.owner.create({ data: { businessId, name: 'Zoë', email: 'zoe@example.com' } });
  const twins = await db.item.findMany({
    where: { businessId },
    orderBy: { id: 'asc' },
    take: 2,
    select: { id: true },
  });
  const [otherId = '', itemId = ''] = twins.map(({ id }) => id);
  await db.itemLikeness.create({ data: { businessId, itemId, otherId, ways: ['file', 'number'] } });
  const [paper] = await db.itemDocument.findMany({ where: { item: { businessId } }, take: 1 });
  if (!paper) throw new Error('No item has a document');
  await db.itemDocument.update({
    where: { itemId_documentId: { itemId: paper.itemId, documentId: paper.documentId } },
    data: { pages: [{ page: 1, turn: 90 }] },
  });
  await fillColumns(businessId, [
    'ItemDocument.pages',
    'Item.mergedOver',
    'Item.failureCause',
    'PaymentMethod.cardLast4',
    'Item.deletedAt',
    'Owner.email',
    'Owner.archivedAt',
  ]);
  const logoId = randomUUID();
  await storage().put(logoKey(businessId, logoId), Buffer.from('a picture'));
  await db.business.update({
    where: { id: businessId },
    data: { logoId, taxNumbers: [{ kind: 'vat', number: 'GB1' }], dueDays: 30, defaultCostRateId: item.taxRateId },
  });
  return { ...business, published: published.id };
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

test('a complete export read back in and exported again is the same, ids apart, and nothing is published twice', async () => {
  const business = await aFullBusiness();
  const { scope, published } = business;
  const file = await completeExport(scope);
  const first = await contentOf(file);
  for (const { table } of carriedTables.filter(({ table }) => !table.startsWith('Claim')))
    expect(first.tables.get(table), table).not.toEqual([]);

  const { made, readingId } = await readBack(scope, file);
  const ids = new NewIds(readingId);
  for (const lines of first.tables.values()) for (const line of lines) ids.note(JSON.parse(line).id ?? readingId);
  const second = await contentOf(await completeExport(made));
  for (const [table, lines] of first.tables) {
    const expected = lines.map((line) => {
      const here: Record<string, unknown> = JSON.parse(line.replace(ID, (id) => ids.of(id) ?? id));
      const { body, answer } = JSON.parse(line);
      // What was sent stays word for word.
      return JSON.stringify(table === 'Dispatch' ? { ...here, body, answer } : here);
    });
    const got = (second.tables.get(table) ?? []).map((line) => JSON.stringify(JSON.parse(line)));
    const isNews = (line: string) => /businessReadBack|completeExportMade/.test(line);
    expect(got.filter((line) => !isNews(line)).sort(), table).toEqual(expected.filter((line) => !isNews(line)).sort());
  }
  expect({ ...second.manifest.counts }).toEqual(first.manifest.counts);
  expect(second.manifest.logo).toEqual(first.manifest.logo);

  // It is another business in all: no row of the one has become one of the other.
  const { id: madeItemId } = await db.item.findFirstOrThrow({
    where: { businessId: made.businessId, reference: 'INV-1' },
  });
  expect(madeItemId).toBe(ids.of(published));
  expect(await db.item.count({ where: { businessId: scope.businessId } })).toBe(first.tables.get('Item')?.length);

  // The same file once more is told.
  const again = await uploaded(scope, file);
  const row = (await listReadings(scope)).find(({ id }) => id === again);
  expect(row?.before.map(({ byName }) => byName)).toEqual([scope.actor.name]);

  // Connected to the same organisation, what was published is published, and known by its ids there.
  const { ledgerId } = await newestPublication(published);
  await disconnect(scope, business.connectionId);
  const connectionId = await connect(made, { organisations: [business.organisation] });
  const copy = { ...business, scope: made, connectionId };
  await refreshed(copy);
  await drainToTheEnd(copy);
  const there = await newestPublication(madeItemId);
  expect(there).toMatchObject({ state: 'COMPLETE', ledgerId, connectionId });
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: madeItemId } });
  const outcome = await publishItems(made, [{ itemId: madeItemId, revision }]);
  expect(JSON.stringify(outcome)).not.toContain('queued');
  await drainToTheEnd(copy);
  expect(await billsAtLedger(copy, 'INV-1')).toHaveLength(1);
  const contacts = await db.contact.groupBy({ by: ['ledgerId'], where: { connectionId }, _count: true });
  expect(contacts.filter(({ ledgerId, _count }) => ledgerId && _count > 1)).toEqual([]);
});

test('what was still to be sent when the file was made is never sent from where it is read back in', async () => {
  const business = await aConnectedBusiness();
  const { scope } = business;
  const [queued, uncertain, posted] = [await anItem(business), await anItem(business), await anItem(business)];
  await publish(business, [posted]);
  await drainToTheEnd(business);
  await publish(business, [queued, uncertain]);
  await db.publication.updateMany({ where: { itemId: uncertain.id }, data: { state: 'UNCERTAIN' } });
  await db.publicationStep.updateMany({
    where: { kind: 'DOCUMENT', publication: { itemId: uncertain.id } },
    data: { state: 'UNCERTAIN' },
  });
  await db.publication.updateMany({ where: { itemId: posted.id }, data: { state: 'POSTED' } });
  await db.publicationStep.updateMany({
    where: { kind: 'ATTACHMENT', publication: { itemId: posted.id } },
    data: { state: 'PENDING' },
  });
  const { made, readingId } = await readBack(scope, await completeExport(scope));
  const stateOf = async (reference: string | null) => {
    const item = await db.item.findFirstOrThrow({ where: { businessId: made.businessId, reference } });
    const { state, reasons, attachments } = await newestPublication(item.id);
    return { status: item.status, state, reasons: reasons.length, attachments: attachments.map(({ state }) => state) };
  };
  expect(await stateOf(queued.reference)).toMatchObject({ status: 'READY', state: 'CANCELLED' });
  expect(await stateOf(uncertain.reference)).toMatchObject({ status: 'REFUSED', state: 'REJECTED', reasons: 1 });
  expect(await stateOf(posted.reference)).toMatchObject({
    ...{ status: 'PUBLISHED', state: 'COMPLETE', attachments: ['FAILED'] },
  });
  expect(await runReading(readingId), 'a late second wake-up').toBe(true);
  expect(await db.business.count({ where: { name: { startsWith: 'Business' }, id: made.businessId } })).toBe(1);
});
