import { ElementRefused } from '../../accounting/api/failures.ts';
import type { Contact } from '../../accounting/contacts/record.ts';
import { changeContact, createContact } from '../../accounting/contacts/write.ts';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute, post } from '../../server/handler.ts';
import { invoiceTable } from '../documents/invoice-pages.ts';
import { addNote, files, history, noteForm } from '../documents/parts.ts';
import { chosen, required } from '../form-fields.ts';
import { html } from '../html.ts';
import { organisationPath, scrolling } from '../layout.ts';
import { type Paged, pageLinks, pageOf } from '../paging.ts';
import { draftFormFor, forMembers, organisationPage, rowOf, type View } from '../view.ts';
import { CONTACT_STATUS_WORDS } from '../words.ts';
import { button, changes, fieldsOf, rename } from './parts.ts';

/** Contacts: all of them, and one with its documents, files and history. */
export const contactPages: HandlerRoute[] = [
  get('/organisations/:organisation/contacts', forMembers(showContacts)),
  post(
    '/organisations/:organisation/contacts',
    draftFormFor(
      () => '/contacts',
      (call, form) => {
        if (!form.has('id')) return `Added ${createContact(call, fieldsOf(form, ['Name', 'EmailAddress'])).name}.`;
        const contact = rowOf(call.books.contacts, form.get('id'), 'contact');
        const status = form.has('ContactStatus')
          ? chosen(form, 'ContactStatus', 'The status', ['ACTIVE', 'ARCHIVED'])
          : undefined;
        if (!status) required(form, 'Name', 'The name');
        // Renaming leaves an archived contact archived; the API alone refuses to touch it.
        if (contact.status === 'ARCHIVED' && status !== 'ACTIVE')
          throw new ElementRefused(['Restore the contact first.']);
        const changed = changeContact(call, contact, fieldsOf(form, ['Name', 'ContactStatus']));
        if (status === 'ARCHIVED') return `Archived ${changed.name}.`;
        return status === 'ACTIVE' ? `Restored ${changed.name}.` : `${contact.name} is now ${changed.name}.`;
      },
    ),
  ),
  get('/organisations/:organisation/contacts/:id', forMembers(showContact)),
  post(
    '/organisations/:organisation/contacts/:id',
    draftFormFor(
      (view) => `/contacts/${view.params.id}`,
      (call, form, view) => addNote(call, form, rowOf(call.books.contacts, view.params.id, 'contact').id),
    ),
  ),
];

function showContacts(view: View): Answer {
  const { query } = view.request;
  const search = query.get('q')?.trim().toLowerCase() ?? '';
  const showsArchived = query.has('archived');
  const found = view.books.contacts
    .all()
    .filter((contact) => (showsArchived || contact.status === 'ACTIVE') && contact.name.toLowerCase().includes(search))
    .sort((a, b) => a.name.localeCompare(b.name));
  const page = pageOf(query, found);
  return organisationPage(
    view,
    'Contacts',
    '/contacts',
    html`
      <form class="actions"><label>Find <input type="search" name="q" value="${search}"></label>
        <label class="check"><input type="checkbox" name="archived"${showsArchived && html` checked`}> Show archived</label> <button>Find</button></form>
      ${found.length === 0 ? html`<p>No contact has this in its name.</p>` : contactTable(view, page)}
      ${
        view.mayDraft &&
        html`<h2>Add a contact</h2>
        <div class="panel"><form method="post" class="actions"><label>Name <input name="Name" required></label>
          <label>Email address <input type="email" name="EmailAddress"></label> <button>Add contact</button></form></div>`
      }`,
  );
}

function contactTable(view: View, page: Paged<Contact>) {
  const base = `${organisationPath(view.organisation)}/contacts`;
  return html`${scrolling(
    'Contacts',
    html`<table>
      <thead><tr><th scope="col">Name</th><th scope="col">Email</th><th scope="col">Kind</th><th scope="col">Status</th>${view.mayDraft && html`<th scope="col">Change</th>`}</tr></thead>
      <tbody>${page.rows.map(
        (
          contact,
        ) => html`<tr><td><a href="${base}/${contact.id}">${contact.name}</a></td><td>${contact.emailAddress}</td>
          <td>${kindOf(contact)}</td><td><span class="badge">${CONTACT_STATUS_WORDS[contact.status]}</span></td>
          ${view.mayDraft && html`<td>${actionsOf(contact)}</td>`}</tr>`,
      )}</tbody></table>`,
  )}${pageLinks(view.request, page)}`;
}

function actionsOf(contact: Contact) {
  if (contact.status !== 'ACTIVE') return button(contact.id, 'ContactStatus', 'ACTIVE', 'Restore', contact.name);
  return changes(
    contact.name,
    rename(contact.id, 'Name', contact.name),
    button(contact.id, 'ContactStatus', 'ARCHIVED', 'Archive', contact.name),
  );
}

function kindOf({ isSupplier, isCustomer }: Contact): string {
  return [isSupplier && 'Supplier', isCustomer && 'Customer'].filter(Boolean).join(', ');
}

function showContact(view: View): Answer {
  const contact = rowOf(view.books.contacts, view.params.id, 'contact');
  const invoices = view.books.invoices
    .find('contact', contact.id)
    .filter(({ status }) => status !== 'DELETED')
    .sort((a, b) => b.date.localeCompare(a.date));
  const page = pageOf(view.request.query, invoices);
  const facts: [string, string | undefined][] = [
    ['Status', CONTACT_STATUS_WORDS[contact.status]],
    ['Kind', kindOf(contact) || 'No documents yet'],
    ['Email', contact.emailAddress],
    ['Account number', contact.accountNumber],
    ['Tax number', contact.taxNumber],
    ['Contact number', contact.contactNumber],
    ['Default currency', contact.defaultCurrency],
  ];
  return organisationPage(
    view,
    contact.name,
    '/contacts',
    html`<div class="split"><div>
      <div class="panel"><dl>${facts.map(([label, value]) => value && html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></div>
      <h2>Bills and invoices</h2>
      ${invoices.length === 0 ? html`<p>None yet.</p>` : html`${invoiceTable(view, page.rows)}${pageLinks(view.request, page)}`}
      <h2>History and notes</h2>${history(view, contact.id)}${noteForm(view)}
    </div>${files(view, contact.id)}</div>`,
  );
}
