import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { guid, type Properties, text } from '../where/properties.ts';
import { arrange } from '../where/select.ts';
import type { ContactGroup } from './record.ts';

const PROPERTIES: Properties<ContactGroup> = {
  ContactGroupID: guid((group) => group.id),
  Name: text((group) => group.name),
  Status: text((group) => group.status),
};

/** The groups come without their contacts; one alone names them. */
export const contactGroupRoutes: ApiRoute[] = endpoints(['accounting.contacts'], {
  'GET /ContactGroups': (call) => {
    const groups = arrange(call, call.books.contactGroups.all(), 'ContactGroup', PROPERTIES);
    return envelope(call, { ContactGroups: groups.map((group) => ({ ...nameJson(group), Contacts: [] })) });
  },
  'GET /ContactGroups/:id': (call) => {
    const group = theGroup(call);
    const contacts = group.contactIds.map((id) => call.books.contacts.require(id));
    return envelope(call, {
      ContactGroups: [
        { ...nameJson(group), Contacts: contacts.map(({ id, name }) => ({ ContactID: id, Name: name })) },
      ],
    });
  },
});

function theGroup(call: ApiCall): ContactGroup {
  const group = call.books.contactGroups.get(call.params.id?.toLowerCase());
  if (!group) throw new Refusal(resourceNotFound(), 'No such contact group');
  return group;
}

function nameJson(group: ContactGroup) {
  return { ContactGroupID: group.id, Name: group.name, Status: group.status, HasValidationErrors: false };
}
