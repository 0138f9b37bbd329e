import { addDays } from '../calendar-date.ts';
import { isolated } from '../isolated.ts';
import type { Lists } from '../lists.ts';
import type { Coding } from './coding.ts';
import { changedFields, type Derived } from './coding-changes.ts';
import { hasDueDate } from './due-date.ts';

/** Days after its date by which a document may be due. */
export const MAX_DUE_DAYS = 365;

type Consequences = { changes: Partial<Coding>; derived: Derived[] };

/** How many days after its date what a contact sends is due, and whose word that is; null where nobody has said. */
export function dueDaysOf(
  contactId: string | null,
  { contacts, house }: Pick<Lists, 'contacts' | 'house'>,
): { days: number; because: string; isOfContact: boolean } | null {
  const contact = contactId === null ? undefined : contacts.get(contactId);
  const ofContact = contact?.dueDays ?? null;
  const days = ofContact ?? house.dueDays;
  if (days === null) return null;
  const said = days === 1 ? '1 day' : `${days} days`;
  const whose = ofContact === null ? 'Business settings > Publishing' : isolated(contact?.name ?? '');
  return { days, because: `${said} after the date, as for ${whose}`, isOfContact: ofContact !== null };
}

/**
 * The due date that follows from a document's date, contact or type, for a business or a supplier that has one. A due date
 * that a person set, as `isSet` says, stays; what the change itself names is left as it is.
 */
export function withDueDate(
  coding: Coding,
  { changes, derived }: Consequences,
  lists: Pick<Lists, 'contacts' | 'house'>,
  isSet: boolean,
): Consequences {
  const next = { ...coding, ...changes };
  const isMoved = changedFields(coding, changes).some((field) => ['issuedOn', 'contactId', 'type'].includes(field));
  if (!isMoved || isSet || changes.dueOn !== undefined || !hasDueDate(next) || next.issuedOn === null) {
    return { changes, derived };
  }
  const due = dueDaysOf(next.contactId, lists);
  const dueOn = due && addDays(next.issuedOn, due.days);
  if (!due || dueOn === coding.dueOn) return { changes, derived };
  const made: Derived = { field: 'dueOn', because: due.because, ...(due.isOfContact && { isOfContact: true }) };
  return { changes: { ...changes, dueOn }, derived: [...derived, made] };
}
