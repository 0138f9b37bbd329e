import { createHash, randomUUID } from 'node:crypto';
import { accessToken } from '#lib/connections/access-token.ts';
import { db } from '#lib/db.ts';
import { calendarDate, toColumn } from '#lib/domain/calendar-date.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import { readDifferences, readReasons } from '#lib/ledger/stored-reasons.ts';
import { refreshLists } from '#lib/lists/refresh-lists.ts';
import { drainPublications } from '#lib/publishing/drain-publications.ts';
import { type ItemRevision, publishItems } from '#lib/publishing/publish-items.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { aBusiness, connect } from './connect.ts';
import { copyLists, type KeptLists, keepLists } from './copied-lists.ts';
import { control } from './sandbox-control.ts';

/** A business with books of its own at the sandbox, connected, its lists refreshed. */
export type ConnectedBusiness = {
  scope: PersonScope;
  connectionId: string;
  organisation: string;
  organisationId: string;
};

/** What the first refresh in a process read, by the currencies of the books. */
const read = new Map<string, KeptLists>();

/** `bankIn` adds an account 099 in that currency to those that the country's books begin with. */
export async function aConnectedBusiness({
  country = 'GB',
  currencies = [] as string[],
  bankIn = null as string | null,
} = {}): Promise<ConnectedBusiness> {
  const name = `Books ${randomUUID().slice(0, 8)} Ltd`;
  const { organisation } = await control<{ organisation: { id: string; shortCode: string } }>(
    'POST',
    '/organisations',
    { name, country, tracking: { Region: ['North', 'South'] }, currencies },
  );
  if (bankIn) {
    await control('POST', `/organisations/${organisation.id}/accounts`, {
      ...{ Code: '099', Name: `Account in ${bankIn}`, Type: 'BANK', CurrencyCode: bankIn },
      // Australia's begin with the number of the branch.
      BankAccountNumber: '06212310101099',
      ...(country === 'AU' && { TaxType: 'BASEXCLUDED' }),
    });
  }
  const scope = await aBusiness();
  const connectionId = await connect(scope, { organisations: [name] });
  const business = { scope, connectionId, organisation: name, organisationId: organisation.id };
  const owner = { businessId: scope.businessId, connectionId, organisation };
  const books = [country, bankIn, ...currencies].join();
  const kept = read.get(books);
  if (kept) await copyLists(kept, owner);
  else {
    await refreshed(business);
    read.set(books, await keepLists(owner));
  }
  return business;
}

/** Carries out the refresh that is waiting. */
export async function refreshed({ connectionId }: ConnectedBusiness): Promise<void> {
  const run = await db.syncRun.findFirst({ where: { connectionId, status: { in: ['QUEUED', 'RUNNING'] } } });
  if (run) await refreshLists(run.id, new AbortController().signal);
}

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export type ItemValues = Partial<Omit<Prisma.ItemUncheckedCreateInput, 'lines'>> & {
  /** A supplier that exists here only. */
  newSupplier?: string;
  accountCode?: string;
  taxType?: string;
  /** Bytes of the original; null for an item without one. */
  original?: Buffer | null;
};

/** A ready item: 120.00 GBP including 20.00 tax, with its original. */
export async function anItem({ scope, connectionId }: ConnectedBusiness, values: ItemValues = {}) {
  const { newSupplier, accountCode = '429', taxType = 'INPUT2', original = PDF, ...columns } = values;
  const { businessId, actor } = scope;
  const account = await db.account.findFirstOrThrow({ where: { connectionId, code: accountCode } });
  const rate = await db.taxRate.findFirstOrThrow({ where: { connectionId, taxType } });
  const contact = newSupplier
    ? await aSupplier(businessId, newSupplier)
    : await db.contact.findFirstOrThrow({ where: { connectionId, isArchived: false }, orderBy: { name: 'asc' } });
  const { lastItemNumber: number } = await db.business.update({
    where: { id: businessId },
    data: { lastItemNumber: { increment: 1 } },
  });
  return db.item.create({
    data: {
      businessId,
      number,
      submittedByUserId: actor.userId,
      submittedByName: actor.name,
      ...(original && { documents: { create: { documentId: await aDocument(businessId, original), position: 0 } } }),
      contactId: contact.id,
      issuedOn: toColumn(calendarDate('2026-11-02')),
      dueOn: toColumn(calendarDate('2026-12-02')),
      reference: `INV-${number}`,
      accountId: account.id,
      taxRateId: rate.id,
      description: 'Paper and pens',
      currency: 'GBP',
      total: '120.00',
      taxAmount: '20.00',
      ...columns,
    },
  });
}

/** A payment method of the business, through the account of this code. */
export async function aMethod({ scope, connectionId }: ConnectedBusiness, accountCode: string): Promise<string> {
  const { id: accountId, name } = await db.account.findFirstOrThrow({ where: { connectionId, code: accountCode } });
  const { businessId } = scope;
  return (await db.paymentMethod.create({ data: { businessId, name: `${name} ${randomUUID()}`, accountId } })).id;
}

/** Payments of an item, as it is stored with them. */
export function paidBy(
  { scope: { businessId } }: ConnectedBusiness,
  paymentMethodId: string,
  ...payments: [amount: string, paidOn: string][]
) {
  const rows = payments.map(([amount, paidOn], position) => ({
    ...{ businessId, position, amount, paymentMethodId, paidOn: toColumn(calendarDate(paidOn)) },
  }));
  return { payments: { create: rows } };
}

async function aSupplier(businessId: string, name: string) {
  const made = await db.contact.findFirst({ where: { businessId, name, ledgerId: null } });
  return (
    made ??
    db.contact.create({ data: { businessId, name, normalisedName: normaliseContactName(name), isSupplier: true } })
  );
}

export async function aDocument(businessId: string, bytes: Buffer): Promise<string> {
  const storageKey = `${businessId}/originals/${randomUUID()}`;
  await storage().put(storageKey, bytes);
  const document = await db.document.create({
    data: {
      businessId,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      fileName: 'Invoice März.pdf',
      mimeType: 'application/pdf',
      byteSize: bytes.length,
      storageKey,
    },
  });
  return document.id;
}

/** Presses *Publish* and gives the outcomes. */
export async function publish({ scope }: ConnectedBusiness, items: { id: string; revision: number }[]) {
  const revisions: ItemRevision[] = items.map(({ id, revision }) => ({ itemId: id, revision }));
  const answer = await publishItems(scope, revisions);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** One turn of a worker; gives when it wants to come back, or null when nothing is left to do. */
export async function drainOnce({ connectionId }: ConnectedBusiness): Promise<Date | null> {
  try {
    await drainPublications(connectionId, new AbortController().signal);
    return null;
  } catch (error) {
    if (error instanceof Postponed) return error.until;
    throw error;
  }
}

/** As if so much time had passed for everything that publishing waits for, here and at the ledger. */
export async function letTimePass({ connectionId }: ConnectedBusiness, seconds: number): Promise<void> {
  await control('POST', '/clock', { advanceSeconds: seconds });
  await db.$executeRaw`
    UPDATE "Publication" SET "leaseUntil" = "leaseUntil" - make_interval(secs => ${seconds})
    WHERE "connectionId" = ${connectionId}::uuid`;
  await db.$executeRaw`
    UPDATE "PublicationStep" AS step SET "notBefore" = "notBefore" - make_interval(secs => ${seconds})
    FROM "Publication" AS publication
    WHERE publication."id" = step."publicationId" AND publication."connectionId" = ${connectionId}::uuid`;
  await db.$executeRaw`
    UPDATE "Dispatch" SET "firstSentAt" = "firstSentAt" - make_interval(secs => ${seconds})
    WHERE "connectionId" = ${connectionId}::uuid`;
  await db.$executeRaw`
    UPDATE "Connection" SET "waitsUntil" = "waitsUntil" - make_interval(secs => ${seconds})
    WHERE "id" = ${connectionId}::uuid`;
  await db.$executeRaw`
    UPDATE "CallBudget" SET
      "callsAt" = ARRAY(SELECT at - make_interval(secs => ${seconds}) FROM unnest("callsAt") AS at),
      "blockedUntil" = "blockedUntil" - make_interval(secs => ${seconds})`;
}

/** Turns of a worker with the waits in between, until nothing is left to do. */
export async function drainToTheEnd(business: ConnectedBusiness): Promise<void> {
  for (let turn = 0; turn < 30; turn++) {
    const until = await drainOnce(business);
    if (!until) return;
    await letTimePass(business, Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1_000) + 1));
  }
  throw new Error('Publishing did not come to an end');
}

/** The newest publication of an item, with the states of its attachments and of all of its steps by kind. */
export async function newestPublication(itemId: string) {
  const publication = await db.publication.findFirstOrThrow({
    where: { itemId },
    orderBy: { requestedAt: 'desc' },
    include: { steps: { orderBy: { position: 'asc' } } },
  });
  const { steps } = publication;
  const ofKind = (kind: (typeof steps)[number]['kind']) => steps.filter((step) => step.kind === kind);
  return {
    ...publication,
    reasons: readReasons(publication.reasons),
    differences: readDifferences(publication.differences),
    document: ofKind('DOCUMENT')[0] ?? null,
    attachments: ofKind('ATTACHMENT').map(({ state, error }) => ({ state, reasons: readReasons(error) })),
  };
}

export type Bill = {
  id: string;
  number: string;
  type: string;
  status: string;
  total: number;
  totalTax: number;
  hasAttachments: boolean;
};

/** One of the lists in the organisation's books, as the sandbox keeps it. */
export async function booksOf<T extends object>({ organisationId }: ConnectedBusiness, list: string): Promise<T[]> {
  return (await control<Record<string, T[]>>('GET', `/organisations/${organisationId}/books/${list}`))[list] ?? [];
}

/** The bills with this number in the organisation's books. */
export async function billsAtLedger(business: ConnectedBusiness, number: string | null): Promise<Bill[]> {
  const invoices = await booksOf<Bill>(business, 'invoices');
  return invoices.filter((invoice) => invoice.type === 'ACCPAY' && invoice.number === number);
}

/** The files on a document in the organisation's books. */
export async function filesAtLedger({ organisationId }: ConnectedBusiness, documentId: string) {
  const { attachments } = await control<{
    attachments: { ownerId: string; fileName: string; contentLength: number }[];
  }>('GET', `/organisations/${organisationId}/books/attachments`);
  return attachments.filter(({ ownerId }) => ownerId === documentId);
}

/** Calls the ledger's own API, as a person or another program there would. */
export async function callLedger<T = unknown>(
  { connectionId, organisationId }: ConnectedBusiness,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const token = await accessToken(grantId ?? '');
  if (!token.ok) throw new Error(token.error.message);
  const response = await fetch(`${process.env.XERO_API_URL}/api.xro/2.0${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token.value}`,
      'xero-tenant-id': organisationId,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export type Call = {
  at: string;
  milliseconds: number;
  method: string;
  path: string;
  requestBody: string;
  answerBody: string;
  status: number;
  idempotencyKey?: string;
};

/** The writes that the sandbox got for the organisation, at addresses that hold these words. */
async function writesTo({ organisationId }: ConnectedBusiness, words: string, method = 'PUT'): Promise<Call[]> {
  const query = new URLSearchParams({ method, path: words, tenantId: organisationId });
  return (await control<{ calls: Call[] }>('GET', `/log?${query}`)).calls;
}

export const billRequests = async (business: ConnectedBusiness) =>
  (await writesTo(business, '/Invoices')).filter(({ path }) => path.endsWith('/Invoices'));
/** Requests that change, void or delete a bill. */
export const changeRequests = (business: ConnectedBusiness) => writesTo(business, '/Invoices/', 'POST');
export const contactRequests = (business: ConnectedBusiness) => writesTo(business, '/Contacts');
export const uploadRequests = (business: ConnectedBusiness) => writesTo(business, '/Attachments/');

/** Arms a fault for calls to the organisation. */
export const fault = <T = unknown>({ organisationId }: ConnectedBusiness, settings: object) =>
  control<T>('POST', '/faults', { tenantId: organisationId, ...settings });
