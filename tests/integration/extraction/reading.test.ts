import { describe, expect, test } from 'vitest';
import { confirmProblem } from '#lib/coding/confirm-problem.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { forgetMark, listMarks } from '#lib/coding/learn-supplier.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import type { Reading, ReadPage } from '#lib/domain/extraction/reading.ts';
import { type Reader, readWaiting, wakeReadings } from '#lib/extraction/read-waiting.ts';
import { deleteForGood } from '#lib/inbox/bin/delete-for-good.ts';
import { deleteItems } from '#lib/inbox/delete-items.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { loadCopies } from '#lib/intake/load-copies.ts';
import { readAgain } from '#lib/intake/request-reading.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aFatturaPa, aHybridPdf, aUbl } from '#tests/support/e-invoices.ts';
import { aPdf } from '#tests/support/files.ts';
import { addFile, aReadingBusiness, itemOf } from '#tests/support/reading.ts';

async function edit(scope: PersonScope, itemId: string, changes: Partial<Coding>) {
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const edited = await editItem(scope, { itemId, revision, changes });
  if (!edited.ok) throw new Error(edited.error.message);
}

const extractionOf = (itemId: string) => db.extraction.findUniqueOrThrow({ where: { itemId } });

describe('a document that arrives', () => {
  test('is Processing until it is read, and then has its fields, each with its source, by one change', async () => {
    const { scope } = await aReadingBusiness();
    const { itemId, number } = await addFile(scope, aUbl());
    expect(await itemOf(scope, number)).toMatchObject({ status: 'PROCESSING' });
    await readWaiting();
    const item = await itemOf(scope, number);
    expect(item).toMatchObject({
      status: 'TO_REVIEW',
      revision: 2,
      coding: {
        type: 'INVOICE',
        issuedOn: '2026-03-02',
        dueOn: '2026-04-01',
        reference: 'RE-2041',
        currency: 'EUR',
        total: '131.00',
        contactId: null,
      },
    });
    const { provenance } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
    expect(parseProvenance(provenance).total).toMatchObject({ by: 'extraction', isLocked: false });
    const history = await itemHistory(scope, itemId);
    expect(JSON.stringify(history)).toContain('Document reading');
    expect(await extractionOf(itemId)).toMatchObject({ state: 'DONE', tries: 1, tookMs: expect.any(Number) });
  });

  test('is coded by its lines where it is taxed at several rates, to the cent', async () => {
    const { scope, books } = await aReadingBusiness();
    const { number } = await addFile(scope, aUbl());
    await readWaiting();
    const { coding } = await itemOf(scope, number);
    expect(coding.taxMode).toBe('EXCLUSIVE');
    expect(coding.lines.map((line) => [line.description, line.total, line.taxAmount, line.taxRateId])).toEqual([
      ['Paper, white', '120.00', '20.00', books.vat20],
      ['Ink', '22.00', '2.00', null],
      ['Loyal customer', '-11.00', '-1.00', null],
    ]);
  });

  test('what a person enters meanwhile stays, and so does what they have emptied', async () => {
    const { scope, books } = await aReadingBusiness();
    const { itemId, number } = await addFile(scope, aUbl());
    await edit(scope, itemId, { total: '99.00', reference: 'mine', contactId: books.acme });
    await edit(scope, itemId, { reference: null });
    await readWaiting();
    const { coding } = await itemOf(scope, number);
    expect(coding).toMatchObject({ total: '99.00', reference: null, contactId: books.acme, issuedOn: '2026-03-02' });
  });

  test('with several invoices in its file becomes an item of each, once, and they are no copies', async () => {
    const { scope } = await aReadingBusiness();
    const first = await addFile(scope, aFatturaPa({ number: 'A' }, { number: 'B' }, { number: 'C' }));
    await readWaiting();
    const items = await db.item.findMany({ where: { businessId: scope.businessId }, orderBy: { number: 'asc' } });
    expect(items.map(({ reference, status }) => [reference, status])).toEqual([
      ['A', 'TO_REVIEW'],
      ['B', 'TO_REVIEW'],
      ['C', 'TO_REVIEW'],
    ]);
    const { sha256 } = await db.document.findFirstOrThrow({ where: { businessId: scope.businessId } });
    expect(await loadCopies(scope, { sha256, exceptItemId: first.itemId })).toEqual([]);
    await readAgain(scope, first.itemId);
    await readWaiting();
    expect(await db.item.count({ where: { businessId: scope.businessId } })).toBe(3);
  });

  test('is read by the data in a PDF', async () => {
    const { scope } = await aReadingBusiness();
    const { number } = await addFile(scope, aHybridPdf(aUbl({ number: 'IN-PDF' }), 'Rechnung'), 'rechnung.pdf');
    await readWaiting();
    expect((await itemOf(scope, number)).coding.reference).toBe('IN-PDF');
  });

  test('is not read where the business does not want it', async () => {
    const { scope } = await aReadingBusiness();
    await db.business.update({ where: { id: scope.businessId }, data: { readsDocuments: false } });
    const { itemId, number } = await addFile(scope, aUbl());
    expect((await itemOf(scope, number)).status).toBe('TO_REVIEW');
    expect(await db.extraction.count({ where: { itemId } })).toBe(0);
  });

  test('is deleted with all that was read', async () => {
    const { scope } = await aReadingBusiness();
    const { itemId } = await addFile(scope, aUbl());
    await readWaiting();
    await deleteItems(scope, [itemId]);
    await deleteForGood(scope, [itemId]);
    expect(await db.extraction.count({ where: { itemId } })).toBe(0);
  });
});

describe('a document that ends its reader', () => {
  test('is tried once more, then it is to be reviewed, saying so, and can be read again', async () => {
    const { scope } = await aReadingBusiness();
    const { itemId, number } = await addFile(scope, aPdf('Invoice'), 'invoice.pdf');
    let tries = 0;
    const dying: Reader = async () => {
      tries += 1;
      return { ok: false, problem: 'tooComplex' };
    };
    await readWaiting({ read: dying });
    expect(tries).toBe(2);
    expect((await itemOf(scope, number)).status).toBe('TO_REVIEW');
    expect(await extractionOf(itemId)).toMatchObject({ state: 'FAILED', problem: 'tooComplex' });
    expect(await readAgain(scope, itemId)).toMatchObject({ ok: true });
    expect((await itemOf(scope, number)).status).toBe('PROCESSING');
    await readWaiting();
    expect(await extractionOf(itemId)).toMatchObject({ state: 'DONE', problem: null });
  });

  test('and one whose worker died with it, is taken up by the next', async () => {
    const { scope } = await aReadingBusiness();
    const { itemId } = await addFile(scope, aUbl());
    await db.extraction.update({
      where: { itemId },
      data: { state: 'READING', tries: 1, startedAt: new Date(Date.now() - 600_000) },
    });
    expect(await wakeReadings()).toBe(1);
    await readWaiting();
    expect(await extractionOf(itemId)).toMatchObject({ state: 'DONE', tries: 2 });
  });
});

describe('a supplier', () => {
  test('that a person chose is known by the marks of the document the next time, and coded as last time', async () => {
    const { scope, books } = await aReadingBusiness();
    const first = await addFile(scope, aUbl());
    await readWaiting();
    await edit(scope, first.itemId, { contactId: books.acme });
    const { lines } = (await itemOf(scope, first.number)).coding;
    await edit(scope, first.itemId, { lines: lines.map((line) => ({ ...line, accountId: books.office })) });
    const second = await addFile(scope, aUbl({ number: 'RE-2042', supplier: 'NORDWIND' }));
    await readWaiting();
    const { coding } = await itemOf(scope, second.number);
    expect(coding.contactId).toBe(books.acme);
    expect(coding.lines.map(({ accountId }) => accountId)).toEqual([books.office, books.office, books.office]);
    const source = parseProvenance((await db.item.findUniqueOrThrow({ where: { id: second.itemId } })).provenance);
    expect(source.contactId?.because).toContain('DE136695976');
  });

  test('chosen wrongly by its marks and corrected once, is right the next time; what is forgotten is no longer known', async () => {
    const { scope, books } = await aReadingBusiness();
    const right = await db.contact.create({
      data: { businessId: scope.businessId, name: 'Right Ltd', normalisedName: 'right ltd', isSupplier: true },
    });
    for (const contactId of [books.acme, right.id]) {
      const { itemId } = await addFile(scope, aUbl());
      await readWaiting();
      await edit(scope, itemId, { contactId });
    }
    const read = async () => {
      const { number } = await addFile(scope, aUbl());
      await readWaiting();
      return (await itemOf(scope, number)).coding.contactId;
    };
    expect(await read()).toBe(right.id);
    const marks = await listMarks(scope, right.id);
    expect(marks.map(({ kind }) => kind)).toEqual(['taxNumber', 'iban', 'domain', 'name']);
    for (const { id } of marks) await forgetMark(scope, { markId: id });
    expect(await read()).toBeNull();
  });

  test('is found by what the books know of it, and never taken for the business itself', async () => {
    const { scope, books } = await aReadingBusiness();
    await db.contact.update({ where: { id: books.acme }, data: { taxNumber: 'DE 136 695 976' } });
    const { number } = await addFile(scope, aUbl());
    await readWaiting();
    expect((await itemOf(scope, number)).coding.contactId).toBe(books.acme);
    await db.business.update({
      where: { id: scope.businessId },
      data: { taxNumbers: [{ kind: 'VAT', number: 'DE136695976' }] },
    });
    const again = await addFile(scope, aUbl());
    await readWaiting();
    expect((await itemOf(scope, again.number)).coding.contactId).toBeNull();
  });
});

describe('what a person has to look at before an item is ready', () => {
  const problemsOf = async (scope: PersonScope, number: number) =>
    (await itemOf(scope, number)).problems.map(({ code, field }) => [code, field]);

  test('is another bank account than the supplier had, until somebody says that it is theirs', async () => {
    const { scope, books } = await aReadingBusiness();
    const first = await addFile(scope, aUbl());
    await readWaiting();
    await edit(scope, first.itemId, { contactId: books.acme });
    expect(await problemsOf(scope, first.number)).not.toContainEqual(['bankDetailsChanged', 'contactId']);
    const strange = aUbl({ number: 'RE-9', iban: 'GB82WEST12345698765432' });
    const { itemId, number } = await addFile(scope, strange);
    await readWaiting();
    expect(await problemsOf(scope, number)).toContainEqual(['bankDetailsChanged', 'contactId']);
    // Chosen by hand, the contact is asked about all the same, and the account is not learnt.
    await edit(scope, itemId, { contactId: null });
    await edit(scope, itemId, { contactId: books.acme });
    expect(await problemsOf(scope, number)).toContainEqual(['bankDetailsChanged', 'contactId']);
    const problem = (await itemOf(scope, number)).problems.find(({ code }) => code === 'bankDetailsChanged');
    const question = problem?.fixes.flatMap((fix) => (fix.kind === 'confirm' ? fix.question : []))[0] ?? '';
    await confirmProblem(scope, { itemId, code: 'bankDetailsChanged', question });
    expect(await problemsOf(scope, number)).not.toContainEqual(['bankDetailsChanged', 'contactId']);
    const again = await addFile(scope, strange);
    await readWaiting();
    expect(await problemsOf(scope, again.number)).not.toContainEqual(['bankDetailsChanged', 'contactId']);
  });

  test('is a value that is not as sure as the business wants; one that a person enters is not asked about', async () => {
    const { scope } = await aReadingBusiness();
    const read = unsureReading;
    const { itemId, number } = await addFile(scope, aPdf('Invoice'), 'invoice.pdf');
    await readWaiting({ read: async () => ({ ok: true, reading: { documents: [read], pages: [] } }) });
    expect(await problemsOf(scope, number)).toContainEqual(['readUnsure', 'total']);
    expect(await problemsOf(scope, number)).not.toContainEqual(['readUnsure', 'issuedOn']);
    await edit(scope, itemId, { total: '81.00' });
    expect(await problemsOf(scope, number)).not.toContainEqual(['readUnsure', 'total']);
    await db.business.update({ where: { id: scope.businessId }, data: { sureFrom: 80 } });
    const other = await addFile(scope, aPdf('Another'), 'another.pdf');
    await readWaiting({ read: async () => ({ ok: true, reading: { documents: [read], pages: [] } }) });
    expect(await problemsOf(scope, other.number)).not.toContainEqual(['readUnsure', 'total']);
  });

  test('the page shows what else it may be', async () => {
    const { scope } = await aReadingBusiness();
    const { number } = await addFile(scope, aPdf('Invoice'), 'invoice.pdf');
    await readWaiting({ read: async () => ({ ok: true, reading: { documents: [unsureReading], pages: [] } }) });
    const { reading, offers } = await itemOf(scope, number);
    expect(reading).toMatchObject({
      state: 'done',
      notes: ['Day and month of the date may be the other way round: 3 Apr 2026 instead of 4 Mar 2026.'],
    });
    expect(offers).toMatchObject({
      issuedOn: { alternatives: [{ value: '2026-04-03', text: '3 Apr 2026' }] },
      total: { alternatives: [{ value: '8.00', text: '8.00' }] },
    });
  });

  test('what was read is found by a search, and where', async () => {
    const { scope } = await aReadingBusiness();
    const word = { left: 0, top: 0, width: 0.1, height: 0.1 };
    const pages: ReadPage[] = [{ source: 'pdf', rows: [[{ text: 'Zitronenlimonade', ...word }]] }];
    const { number } = await addFile(scope, aPdf('Invoice'), 'invoice.pdf');
    await readWaiting({ read: async () => ({ ok: true, reading: { documents: [unsureReading], pages } }) });
    const search = inboxQuerySchema.parse({ search: 'zitronen' });
    const { rows } = await listInbox(scope, 'COSTS', search, { after: null, limit: 5 });
    expect(rows.map((row) => [row.number, row.found?.elsewhere?.name])).toEqual([[number, 'document']]);
  });
});

const unsureReading: Reading = {
  version: 1,
  fields: {
    kind: { value: 'invoice', confidence: 1, source: 'ocr', place: null, alternatives: [] },
    date: { value: '2026-03-04', confidence: 0.95, source: 'ocr', place: null, alternatives: [] },
    total: {
      value: '80.00',
      confidence: 0.85,
      source: 'ocr',
      place: { page: 0, left: 0.5, top: 0.5, width: 0.1, height: 0.02 },
      alternatives: [{ value: '8.00', confidence: 0.1, source: 'ocr', place: null }],
    },
  },
  taxes: [],
  lines: [],
  linesWithTax: null,
  linesOff: null,
  warnings: [{ code: 'ambiguousDate', field: 'date', detail: '2026-04-03' }],
};
