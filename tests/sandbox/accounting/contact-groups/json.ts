import type { Books } from '../books.ts';
import type { Contact } from '../contacts/record.ts';
import type { ContactGroup } from './record.ts';

/** A group alone, with its contacts. */
export function contactGroupJson(books: Books, group: ContactGroup) {
  const contacts = group.contactIds.map((id) => books.contacts.require(id));
  return { ...listedContactGroupJson(group), Contacts: contacts.map(groupedContactJson) };
}

/** A group in a list, which names no contacts. */
export function listedContactGroupJson(group: ContactGroup) {
  return {
    ContactGroupID: group.id,
    Name: group.name,
    Status: group.status,
    HasValidationErrors: false,
    Contacts: [],
  };
}

export function groupedContactJson({ id, name }: Contact) {
  return { ContactID: id, Name: name };
}
