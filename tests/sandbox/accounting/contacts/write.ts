import type { Answer } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import type { Fields } from '../api/reading.ts';
import { echo, type Written, writeElements } from '../api/write-elements.ts';
import { type Books, nameKey } from '../books.ts';
import { recordHistory } from '../history/record-history.ts';
import { themeProblem } from '../organisations/branding-themes.ts';
import { blankContact, withFields } from './fields.ts';
import { contactJson } from './json.ts';
import type { Contact, DefaultTracking } from './record.ts';

/** PUT /Contacts: each is new, and its name must be. */
export function createContacts(call: ApiCall): Answer {
  return writeElements(call, 'Contacts', (fields) => written(call.books, createContact(call, fields)), refused);
}

/** POST /Contacts: changes the one that matches by ContactID, ContactNumber or Name; creates where none does. */
export function saveContacts(call: ApiCall): Answer {
  return writeElements(
    call,
    'Contacts',
    (fields) => {
      const id = fields.guid('ContactID');
      const existing = id ? call.books.contacts.get(id) : matchContact(call.books, fields);
      if (id && !existing) throw new ElementRefused(['The specified contact could not be found']);
      return written(call.books, existing ? changeContact(call, existing, fields) : createContact(call, fields));
    },
    refused,
  );
}

/** POST /Contacts/:id */
export function saveContact(call: ApiCall, contact: Contact): Answer {
  return writeElements(
    call,
    'Contacts',
    (fields) => written(call.books, changeContact(call, contact, fields)),
    (fields) => refused(fields, contact.id),
  );
}

/** The contact that these fields mean, active ones first: by number, then by name, ignoring case. */
export function matchContact(books: Books, fields: Fields): Contact | undefined {
  const activeFirst = (contacts: Contact[]) => contacts.find((one) => one.status === 'ACTIVE') ?? contacts[0];
  return (
    activeFirst(books.contacts.find('contactNumber', fields.text('ContactNumber'))) ??
    activeFirst(books.contacts.find('name', nameKey(fields.text('Name') ?? '')))
  );
}

/** Adds a contact, or refuses the element. Also for documents that name someone new. */
export function createContact(call: ApiCall, fields: Fields): Contact {
  const blank = blankContact(fields.text('Name') ?? '', call.now);
  const contact = withFields(blank, fields, call.now);
  refuseProblems(call.books, contact, blank);
  recordHistory(call, contact.id, 'Created', `Contact ${contact.name} created`);
  return call.books.contacts.put(contact);
}

/** Changes a contact, or refuses the element. */
export function changeContact(call: ApiCall, contact: Contact, fields: Fields): Contact {
  if (contact.status === 'ARCHIVED' && fields.text('ContactStatus') !== 'ACTIVE') {
    throw new ElementRefused([
      'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.',
    ]);
  }
  const changed = withFields(contact, fields, call.now);
  refuseProblems(call.books, changed, contact);
  recordHistory(call, contact.id, 'Edited', `Contact ${changed.name} edited`);
  return call.books.contacts.put(changed);
}

/** Of addresses and phones, by Xero's contract. */
const LONGEST_PARTS: Record<string, number> = {
  City: 255,
  Region: 255,
  PostalCode: 50,
  Country: 50,
  AttentionTo: 255,
  PhoneNumber: 50,
  PhoneAreaCode: 10,
  PhoneCountryCode: 20,
};
const LONGEST_ADDRESS_LINE = 500;

/** Tracking that a contact has already is not looked at anew: a category may have been renamed or archived since. */
function refuseProblems(books: Books, contact: Contact, before: Contact): void {
  const problems: string[] = [];
  if (!contact.name) {
    problems.push(
      'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    );
  }
  for (const [name, value, longest] of [
    ['Name', contact.name, 255],
    ['ContactNumber', contact.contactNumber, 50],
    ['AccountNumber', contact.accountNumber, 50],
    ['EmailAddress', contact.emailAddress ?? '', 255],
  ] as const) {
    const tooLong = lengthProblem(name, value, longest);
    if (tooLong) problems.push(tooLong);
  }
  for (const part of [...contact.addresses, ...contact.phones]) {
    for (const [name, value] of Object.entries(part)) {
      const tooLong = lengthProblem(name, value, LONGEST_PARTS[name] ?? LONGEST_ADDRESS_LINE);
      if (tooLong) problems.push(tooLong);
    }
  }
  if (contact.emailAddress && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.emailAddress)) {
    problems.push('Email address must be valid');
  }
  const others = (found: Contact[]) => found.filter((one) => one.id !== contact.id && one.status === 'ACTIVE');
  if (contact.status === 'ACTIVE' && others(books.contacts.find('name', nameKey(contact.name))).length > 0) {
    problems.push(
      `The contact name ${contact.name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    );
  }
  if (contact.contactNumber && others(books.contacts.find('contactNumber', contact.contactNumber)).length > 0) {
    problems.push('Another contact has this contact number. Please enter a different contact number.');
  }
  problems.push(...defaultProblems(books, contact));
  const { salesTracking, purchasesTracking } = contact;
  if (salesTracking !== before.salesTracking) problems.push(...trackingProblems(books, 'Sales', salesTracking));
  if (purchasesTracking !== before.purchasesTracking) {
    problems.push(...trackingProblems(books, 'Purchases', purchasesTracking));
  }
  if (problems.length > 0) throw new ElementRefused(problems);
}

/** Accounts, tax rates and the currency that documents of a contact begin with must be the organisation's. */
function defaultProblems(books: Books, contact: Contact): string[] {
  const codes = [contact.salesDefaultAccountCode, contact.purchasesDefaultAccountCode].filter(Boolean);
  const rates = [contact.accountsReceivableTaxType, contact.accountsPayableTaxType].filter(Boolean);
  const { defaultCurrency: currency, brandingThemeId } = contact;
  return [
    codes.every((code) => books.accounts.find('code', code.toUpperCase())[0]) ? undefined : 'Account must be valid.',
    rates.every((rate) => books.taxRates.get(rate)) ? undefined : 'Tax rate must be valid.',
    !currency || books.currencies.get(currency)
      ? undefined
      : `Users Organisation is not subscribed to currency ${currency}`,
    themeProblem(books, brandingThemeId),
  ].filter((problem) => problem !== undefined);
}

/** The tracking that a contact brings to its documents must exist, unlike that of a line. */
function trackingProblems(books: Books, side: string, tracking: readonly DefaultTracking[]): string[] {
  const active = books.tracking.all().filter((category) => category.status === 'ACTIVE');
  return tracking.flatMap(({ TrackingCategoryName: name }) => {
    if (!name) return [`${side}Category is missing a TrackingCategoryName`];
    const isThere = active.some((category) => category.name.toLowerCase() === name.toLowerCase());
    return isThere ? [] : [`There is no ACTIVE tracking category with the name '${name}'`];
  });
}

function written(books: Books, contact: Contact): Written {
  return { json: contactJson(books, contact) };
}

function refused(fields: Fields, id?: string): object {
  return { ...echo('ContactID', fields, id), HasValidationErrors: true };
}
