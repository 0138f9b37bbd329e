import { db } from '#lib/db.ts';
import type { Lists, Organisation } from '#lib/domain/lists.ts';
import type { LedgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { ledgerDocument, markOf } from '#lib/domain/publication/ledger-document.ts';
import type { FrozenCoding } from '#lib/domain/publication/publication.ts';
import { env } from '#lib/env.ts';
import { loadLists, loadOrganisation } from '#lib/lists/load-lists.ts';
import type { Publication } from '#prisma/generated/client.ts';

/** What publications are checked and built with, as the lists are now. */
export type Books = { businessId: string; organisation: Organisation; lists: Lists };

export async function loadBooks(businessId: string, publications: readonly Publication[]): Promise<Books> {
  const organisation = await loadOrganisation(db, businessId);
  if (!organisation) throw new Error(`Business ${businessId} has no organisation to publish to`);
  const contactIds = publications.flatMap((publication) => codingIn(publication).contactId ?? []);
  return { businessId, organisation, lists: await loadLists(db, businessId, { contactIds }) };
}

/** The coding that was frozen when publishing was asked for. */
export function codingIn(publication: Publication): FrozenCoding {
  return publication.coding as FrozenCoding;
}

export function documentOf(publication: Publication, { lists }: Books): LedgerDocument {
  const mark = markOf(env().APP_URL, publication.itemId, lists.rules);
  return ledgerDocument(publication.kind, codingIn(publication), lists, mark);
}
