import { type Answer, empty } from '../../server/answer.ts';
import { type ApiCall, envelope } from '../api/context.ts';
import { ElementRefused, validationFailed } from '../api/failures.ts';
import { elementsOf, type Fields } from '../api/reading.ts';
import { echo, writeElements } from '../api/write-elements.ts';
import { contactGroupJson, groupedContactJson } from './json.ts';
import type { ContactGroup } from './record.ts';

/** PUT /ContactGroups */
export function createContactGroups(call: ApiCall): Answer {
  const blank = (): ContactGroup => ({ id: crypto.randomUUID(), name: '', status: 'ACTIVE', contactIds: [] });
  return write(call, (fields) => save(call, blank(), fields));
}

/** POST /ContactGroups/:id: renames a group, or deletes it. */
export function saveContactGroup(call: ApiCall, group: ContactGroup): Answer {
  return write(call, (fields) => save(call, group, fields), group.id);
}

/** PUT /ContactGroups/:id/Contacts: adds contacts, each by its id. */
export function addToGroup(call: ApiCall, group: ContactGroup): Answer {
  const { contacts, contactGroups } = call.books;
  const added = elementsOf(call.request.body, 'Contacts').map((fields) => {
    const contact = contacts.get(fields.guid('ContactID'));
    if (!contact) {
      const Message = 'The specified contact could not be found';
      throw validationFailed([{ ...fields.raw, ValidationErrors: [{ Message }] }]);
    }
    return contact;
  });
  const contactIds = [...new Set([...group.contactIds, ...added.map(({ id }) => id)])];
  contactGroups.put({ ...group, contactIds });
  return envelope(call, { Contacts: added.map(groupedContactJson) });
}

/** DELETE /ContactGroups/:id/Contacts, and /:contact for one of them. */
export function removeFromGroup(call: ApiCall, group: ContactGroup): Answer {
  const contactId = call.params.contact?.toLowerCase();
  const contactIds = contactId ? group.contactIds.filter((id) => id !== contactId) : [];
  call.books.contactGroups.put({ ...group, contactIds });
  return empty(204);
}

function write(call: ApiCall, work: (fields: Fields) => ContactGroup, id?: string): Answer {
  return writeElements(
    call,
    'ContactGroups',
    (fields) => ({ json: contactGroupJson(call.books, work(fields)) }),
    (fields) => echo('ContactGroupID', fields, id),
  );
}

function save(call: ApiCall, group: ContactGroup, fields: Fields): ContactGroup {
  const name = fields.text('Name')?.trim() ?? group.name;
  const status = fields.oneOf('Status', 'ContactGroupStatus', ['ACTIVE', 'DELETED'] as const) ?? group.status;
  const isTaken = call.books.contactGroups
    .all()
    .some((other) => other.id !== group.id && other.status === 'ACTIVE' && isSame(other.name, name));
  if (!name) throw new ElementRefused(['Name is required']);
  if (isTaken && status === 'ACTIVE') throw new ElementRefused(['Please enter a unique Name.']);
  return call.books.contactGroups.put({ ...group, name, status });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
