import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope, todayOf } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { flag, listParameter, modifiedSince, paged } from '../api/listing.ts';
import { select } from '../where/select.ts';
import { contactSummaryJson, contactWithBalancesJson } from './json.ts';
import { CONTACT_PROPERTIES } from './properties.ts';
import type { Contact } from './record.ts';
import { createContacts, saveContact, saveContacts } from './write.ts';

export const contactRoutes: ApiRoute[] = endpoints(['accounting.contacts'], {
  'GET /Contacts': list,
  'GET /Contacts/:id': (call) =>
    envelope(call, { Contacts: [contactWithBalancesJson(call.books, theContact(call), todayOf(call))] }),
  // The construction industry scheme is on in no organisation.
  'GET /Contacts/:id/CISSettings': (call) => {
    theContact(call);
    return envelope(call, { CISSettings: [{ CISEnabled: false }] });
  },
  'PUT /Contacts': createContacts,
  'POST /Contacts': saveContacts,
  'POST /Contacts/:id': (call) => saveContact(call, theContact(call)),
});

function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const ids = listParameter(call, 'IDs')?.map((id) => id.toLowerCase());
  const search = call.request.query.get('searchTerm')?.toLowerCase();
  const includeArchived = flag(call, 'includeArchived');
  const rows = select(
    call,
    call.books.contacts,
    'Contact',
    CONTACT_PROPERTIES,
    (contact) =>
      (includeArchived || contact.status === 'ACTIVE') &&
      contact.updatedAt >= since &&
      (!ids || ids.includes(contact.id)) &&
      (!search || isFound(contact, search)),
  );
  const page = paged(call, rows);
  const toJson = flag(call, 'summaryOnly') ? contactSummaryJson : contactWithBalancesJson;
  const today = todayOf(call);
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    Contacts: page.rows.map((contact) => toJson(call.books, contact, today)),
  });
}

/** The fields that `searchTerm` looks at. */
function isFound(contact: Contact, search: string): boolean {
  return [
    contact.name,
    contact.firstName,
    contact.lastName,
    contact.emailAddress,
    contact.contactNumber,
    contact.companyNumber,
  ].some((value) => value?.toLowerCase().includes(search));
}

/** By id, or by contact number. */
function theContact(call: ApiCall): Contact {
  const key = call.params.id ?? '';
  const contact = call.books.contacts.get(key.toLowerCase()) ?? call.books.contacts.find('contactNumber', key)[0];
  if (!contact) throw new Refusal(resourceNotFound(), 'No such contact');
  return contact;
}
