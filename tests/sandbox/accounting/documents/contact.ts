import { resourceNotFound } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused, Refusal } from '../api/failures.ts';
import type { Fields } from '../api/reading.ts';
import type { Contact } from '../contacts/record.ts';
import { changeContact, createContact, matchContact } from '../contacts/write.ts';

const IDENTIFYING = ['ContactID', 'ContactNumber', 'Name'];

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
  return hasMoreThanIdentity(fields, contact) ? changeContact(call, contact, fields) : contact;
}

function hasMoreThanIdentity(fields: Fields, contact: Contact): boolean {
  const name = fields.text('Name');
  if (name !== undefined && name.trim() !== contact.name && fields.guid('ContactID')) return true;
  return Object.entries(fields.raw).some(
    ([key, value]) => !IDENTIFYING.includes(key) && value !== null && CHANGEABLE.has(key),
  );
}

const CHANGEABLE = new Set([
  'AccountNumber',
  'FirstName',
  'LastName',
  'EmailAddress',
  'ContactPersons',
  'BankAccountDetails',
  'TaxNumber',
  'Addresses',
  'Phones',
]);
