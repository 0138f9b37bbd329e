import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Lists, Organisation } from '#lib/domain/lists.ts';
import { strictly } from '#lib/domain/publication/as-published.ts';
import { thaw, Unreadable } from '#lib/domain/publication/frozen-coding.ts';
import type { LedgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { ledgerDocument, markOf } from '#lib/domain/publication/ledger-document.ts';
import { usualTaxSettings } from '#lib/domain/tax-settings.ts';
import { env } from '#lib/env.ts';
import { loadLists, loadOrganisation } from '#lib/lists/load-lists.ts';
import type { Publication } from '#prisma/generated/client.ts';

/** What publications are checked and built with, as the lists are now. */
export type Books = { organisation: Organisation; lists: Lists };

export async function loadBooks(
  businessId: string,
  steps: readonly { publication: Pick<Publication, 'coding'> }[],
): Promise<Books> {
  const organisation = await loadOrganisation(db, businessId);
  if (!organisation) throw new Error(`Business ${businessId} has no organisation to publish to`);
  const codings = steps.flatMap(({ publication }) => codingIn(publication) ?? []);
  const lists = await loadLists(db, businessId, {
    contactIds: codings.flatMap(({ contactId }) => contactId ?? []),
    productIds: codings.flatMap(({ lines }) => lines.flatMap(({ productId }) => productId ?? [])),
    paymentMethodIds: codings.flatMap(({ payments }) =>
      payments.flatMap(({ paymentMethodId }) => paymentMethodId ?? []),
    ),
  });
  // A merge of contacts here leaves what is on its way as it was asked for, and so does a new answer to whether contacts
  // are made, and new tax settings: it was ready when it was queued, with the tax that it was to be sent with. What the
  // business's rules made of it is in it.
  const contacts = new Map([...lists.contacts].map(([id, contact]) => [id, { ...contact, mergedInto: null }]));
  return {
    organisation,
    lists: { ...strictly(lists), contacts, newContacts: 'AT_PUBLISHING', tax: usualTaxSettings },
  };
}

/** The coding that was frozen when publishing was asked for; null when it can no longer be read. */
export function codingIn({ coding }: Pick<Publication, 'coding'>): Coding | null {
  try {
    return thaw(coding);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Null when the coding can no longer be read. Throws when the lists lack something that it points to. */
export function documentOf(publication: Publication, { lists }: Books): LedgerDocument | null {
  const coding = codingIn(publication);
  return (
    coding && ledgerDocument(publication.kind, coding, lists, markOf(env().APP_URL, publication.itemId, lists.rules))
  );
}
