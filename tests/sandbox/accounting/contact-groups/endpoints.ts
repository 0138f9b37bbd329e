import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { guid, type Properties, text } from '../where/properties.ts';
import { arrange } from '../where/select.ts';
import { contactGroupJson, listedContactGroupJson } from './json.ts';
import type { ContactGroup } from './record.ts';
import { addToGroup, createContactGroups, removeFromGroup, saveContactGroup } from './write.ts';

const PROPERTIES: Properties<ContactGroup> = {
  ContactGroupID: guid((group) => group.id),
  Name: text((group) => group.name),
  Status: text((group) => group.status),
};

export const contactGroupRoutes: ApiRoute[] = endpoints(['accounting.contacts'], {
  'GET /ContactGroups': list,
  'GET /ContactGroups/:id': (call) => envelope(call, { ContactGroups: [contactGroupJson(call.books, theGroup(call))] }),
  'PUT /ContactGroups': createContactGroups,
  'POST /ContactGroups/:id': (call) => saveContactGroup(call, theGroup(call)),
  'PUT /ContactGroups/:id/Contacts': (call) => addToGroup(call, theGroup(call)),
  'DELETE /ContactGroups/:id/Contacts': (call) => removeFromGroup(call, theGroup(call)),
  'DELETE /ContactGroups/:id/Contacts/:contact': (call) => removeFromGroup(call, theGroup(call)),
});

function list(call: ApiCall) {
  const live = call.books.contactGroups.all().filter((group) => group.status === 'ACTIVE');
  const groups = arrange(call, live, 'ContactGroup', PROPERTIES);
  return envelope(call, { ContactGroups: groups.map(listedContactGroupJson) });
}

function theGroup(call: ApiCall): ContactGroup {
  const group = call.books.contactGroups.get(call.params.id?.toLowerCase());
  if (!group) throw new Refusal(resourceNotFound(), 'No such contact group');
  return group;
}
