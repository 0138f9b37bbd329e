import { resourceNotFound } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused, Refusal } from '../api/failures.ts';
import type { Fields } from '../api/reading.ts';
import type { Books } from '../books.ts';
import { withFields } from '../contacts/fields.ts';
import { contactJson } from '../contacts/json.ts';
import type { Contact } from '../contacts/record.ts';
import { changeContact, createContact, matchContact } from '../contacts/write.ts';

/**
 * Whom a document is for. By id (unknown: the whole request is 404), else by number or name, else someone new.
 * Other contact fields that come with a document update the contact. Refuses the element for an archived one.
 */
export function documentContact(call: ApiCall, fields: Fields | undefined): Contact {
  if (!fields) throw new ElementRefused(['A Contact must be specified for this type of transaction']);
  const id = fields.guid('ContactID');
  if (!id && !fields.text('Name') && !fields.text('ContactNumber')) {
    throw new ElementRefused([
      'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    ]);
  }
  const contact = id ? call.books.contacts.get(id) : matchContact(call.books, fields);
  if (id && !contact) throw new Refusal(resourceNotFound(), 'No such contact');
  if (!contact) return createContact(call, fields);
  if (contact.status !== 'ACTIVE') {
    throw new ElementRefused([
      'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
    ]);
  }
  return saysMore(call.books, fields, contact) ? changeContact(call, contact, fields) : contact;
}

const IDENTIFYING = new Set(['ContactID', 'Name']);

/** Whether the fields would change the contact, beyond saying which one it is. A name in other letters is the same. */
function saysMore(books: Books, fields: Fields, contact: Contact): boolean {
  const isSameName = contact.name.toLowerCase() === (fields.text('Name')?.trim() ?? contact.name).toLowerCase();
  // Most documents say no more than that, and need no closer look.
  if (isSameName && Object.keys(fields.raw).every((key) => IDENTIFYING.has(key))) return false;
  const changed = withFields(contact, fields, contact.updatedAt);
  const shown = (one: Contact) => JSON.stringify(contactJson(books, one));
  return shown({ ...changed, ...(isSameName && { name: contact.name }) }) !== shown(contact);
}
