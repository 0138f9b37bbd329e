import { db } from '#lib/db.ts';
import type { Contact } from '#lib/domain/lists.ts';
import { ok } from '#lib/domain/result.ts';
import { adoptContact, type CreatedContact } from '../adopt-contact.ts';
import { reason, reasonsOf } from '../dispatch/answer.ts';
import { concludeDone } from '../dispatch/conclude.ts';
import type { StepRules } from '../dispatch/step-rules.ts';
import type { OpenStep } from '../open-step.ts';
import { codingIn, loadBooks } from './load-books.ts';
import { refusePublication, refuseUnready } from './refuse-publication.ts';

/**
 * Contacts that exist here only, one request each for all the publications that need one. No contact is created for
 * an item that could not be published anyway.
 */
export const newContact: StepRules<Contact, CreatedContact> = {
  kind: 'CONTACT',
  isOneThing: true,
  maxAttempts: 3,
  noVerdict: reason(
    'The accounting software broke down each time this contact was to be created there, and nothing was posted. ' +
      'Try again later, or create the contact there, refresh the lists and choose it here.',
    { field: 'contactId' },
  ),
  unreadable: reason('The contact of this item is no longer there, and nothing was posted. Choose another one.', {
    field: 'contactId',
  }),

  async *plan(drain, steps) {
    const books = await loadBooks(drain.businessId, steps);
    const missing = new Map<Contact, OpenStep[]>();
    for (const step of await refuseUnready(drain, newContact, steps, books)) {
      const contact = books.lists.contacts.get(codingIn(step.publication)?.contactId ?? '');
      if (!contact) throw new Error(`Publication ${step.publicationId} is ready without a contact`);
      const { id: contactId, name, ledgerId } = contact;
      if (ledgerId === null) missing.set(contact, [...(missing.get(contact) ?? []), step]);
      // A refresh, or another publication, was quicker.
      else {
        await db.$transaction((transaction) =>
          concludeDone(transaction, newContact, { step, result: { contactId, name, ledgerId } }),
        );
      }
    }
    for (const [contact, concerned] of missing) {
      const members = concerned.map((step) => ({ step, subject: contact }));
      yield ok({ members, content: { body: drain.ledger.contactBody(contact.name) } });
    }
  },

  async subjects({ businessId }, steps) {
    const { lists } = await loadBooks(businessId, steps);
    return steps.map(({ publication }) => lists.contacts.get(codingIn(publication)?.contactId ?? '') ?? null);
  },

  // One contact, whoever still waits for it, as long as it is the one that was sent.
  isWhole: (_dispatch, members) => new Set(members.map(({ subject }) => subject.id)).size === 1,

  async send(ledger, members, { idempotencyKey, body }) {
    const contact = members[0]?.subject;
    if (!contact || body === null) throw new Error('A request for a contact holds none');
    const created = await ledger.createContact(contact.name, { idempotencyKey, body });
    if (!created.ok) return created;
    const result = { contactId: contact.id, name: contact.name, ledgerId: created.value.ledgerId };
    return ok(members.map(() => ({ ok: true, result })));
  },

  /** A name is unique in the ledger, and creating one that is there gives the one that is there: no search is needed. */
  lookUp: async () => ok({ found: 'absent' }),

  reasonsOf: (error) => reasonsOf(error).map((each) => ({ ...each, field: each.field ?? 'contactId' })),
  ledgerIdOf: ({ ledgerId }) => ledgerId,

  done: (transaction, { publication }, created) =>
    adoptContact(transaction, { ...publication, workspace: publication.item.workspace }, created),

  failed: (transaction, { publication }, reasons, by) => refusePublication(transaction, publication, reasons, by),
};
