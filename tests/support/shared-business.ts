import { createHash, randomUUID } from 'node:crypto';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type Books, someBooks } from './books.ts';
import { demoEmails } from './sign-in.ts';

/** A business of its own in which all the demo people work, with small books that need reconnecting. */
export type SharedBusiness = { slug: string; scope: PersonScope; books: Books };

export async function aSharedBusiness(): Promise<SharedBusiness> {
  const slug = `items-${randomUUID().slice(0, 8)}`;
  const people = await db.user.findMany({ where: { email: { in: Object.values(demoEmails) } } });
  const person = (role: keyof typeof demoEmails) => {
    const found = people.find(({ email }) => email === demoEmails[role]);
    if (!found) throw new Error(`There is no ${role} among the demo people`);
    return { userId: found.id, role };
  };
  const business = await db.business.create({
    data: {
      name: 'Items & Sons',
      slug,
      country: 'GB',
      baseCurrency: 'GBP',
      memberships: { create: [person('ADMIN'), person('BOOKKEEPER'), person('SUBMITTER')] },
    },
  });
  const admin = person('ADMIN');
  const scope: PersonScope = {
    businessId: business.id,
    actor: { kind: 'person', userId: admin.userId, name: 'Alex Harbour', role: 'ADMIN' },
  };
  const books = await someBooks(scope);
  // What is published waits, and nothing asks the ledger for books that it does not have.
  await db.connection.update({ where: { id: books.connectionId }, data: { status: 'NEEDS_RECONNECTING' } });
  return { slug, scope, books };
}

export async function removeBusiness({ scope: { businessId } }: { scope: { businessId: string } }): Promise<void> {
  await db.publication.deleteMany({ where: { businessId } });
  await db.item.deleteMany({ where: { businessId } });
  await db.business.delete({ where: { id: businessId } });
}

/** A ready item of 120.00 including 20.00 tax, unless `values` say otherwise. */
export async function aSharedItem(
  { scope: { businessId, actor }, books }: SharedBusiness,
  values: Partial<Prisma.ItemUncheckedCreateInput> = {},
  original?: { fileName: string; bytes: Buffer; pages?: number },
) {
  const { lastItemNumber: number } = await db.business.update({
    where: { id: businessId },
    data: { lastItemNumber: { increment: 1 } },
  });
  const item = await db.item.create({
    data: {
      businessId,
      number,
      ...(original && { documents: { create: { documentId: await aDocument(businessId, original), position: 0 } } }),
      submittedByUserId: actor.userId,
      submittedByName: actor.name,
      contactId: books.acme,
      issuedOn: new Date('2026-11-02'),
      dueOn: new Date('2026-12-02'),
      reference: `INV-${number}`,
      accountId: books.power,
      taxRateId: books.vat20,
      currency: 'GBP',
      total: '120.00',
      taxAmount: '20.00',
      ...values,
    },
  });
  await db.$transaction((transaction) => storeStatus(transaction, businessId, [item.id]));
  return item;
}

async function aDocument(
  businessId: string,
  { fileName, bytes, pages = 1 }: { fileName: string; bytes: Buffer; pages?: number },
) {
  const storageKey = `${businessId}/originals/${randomUUID()}`;
  await storage().put(storageKey, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { id } = await db.document.create({
    data: {
      businessId,
      sha256,
      fileName,
      mimeType: 'application/pdf',
      byteSize: bytes.length,
      storageKey,
      pageCount: pages,
    },
  });
  return id;
}
