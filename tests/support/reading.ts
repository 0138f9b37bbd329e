import { db } from '#lib/db.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from './books.ts';
import { aBusiness } from './connect.ts';

/** A business that has its documents read, with small books. */
export async function aReadingBusiness(): Promise<{ scope: PersonScope; books: Books }> {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  await db.business.update({ where: { id: scope.businessId }, data: { readsDocuments: true } });
  return { scope, books };
}

/** Adds a file, and gives its item's id and number. */
export async function addFile(scope: PersonScope, bytes: Buffer, fileName = 'invoice.xml') {
  const upload = await readUpload(new Blob([new Uint8Array(bytes)]).stream());
  if (!upload.ok) throw new Error(upload.error.message);
  const answer = await addDocument(scope, { workspace: 'COSTS', fileName, upload: upload.value });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

export async function itemOf(scope: PersonScope, number: number) {
  const item = await getItem(scope, 'COSTS', number);
  if (!item) throw new Error(`There is no item ${number}`);
  return item;
}
