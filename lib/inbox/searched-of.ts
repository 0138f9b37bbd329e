import { firstDocument } from '#lib/coding/item-documents.ts';
import type { Amount } from '#lib/domain/amount.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Lists } from '#lib/domain/lists.ts';
import type { Searched } from './found-in.ts';

/** The texts of an item that a search looks into, those that lists do not show by the name that they have on the item. */
export function searchedOf(
  item: Parameters<typeof firstDocument>[0] & { number: number },
  coding: Coding,
  lists: Lists,
  total: Amount | null,
): Searched {
  const contact = coding.contactId === null ? null : (lists.contacts.get(coding.contactId)?.name ?? null);
  const flag = coding.flagId === null ? null : (lists.flags.get(coding.flagId)?.name ?? null);
  const owner = coding.ownerId === null ? null : (lists.owners.get(coding.ownerId)?.name ?? null);
  const fileName = firstDocument(item)?.fileName ?? null;
  const accountIds = new Set([coding.accountId, ...coding.lines.map(({ accountId }) => accountId)]);
  const categories = [...accountIds].flatMap((id) => (id && lists.accounts.get(id)) || []);
  return {
    // A name that is not known yet is the file's.
    contact: contact ?? fileName,
    reference: coding.reference,
    owner,
    total,
    others: [
      ['description', coding.description],
      ...coding.lines.map(({ description }, index) => [`line ${index + 1}`, description] as const),
      ['category', categories.map(({ code, name }) => [code, name].filter(Boolean).join(' ')).join(', ')],
      ['flag', flag],
      ['file', contact === null ? null : fileName],
      ['number', `#${item.number}`],
    ],
  };
}
