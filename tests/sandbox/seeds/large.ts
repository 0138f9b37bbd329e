import { internalCall } from '../accounting/api/internal-call.ts';
import { Fields } from '../accounting/api/reading.ts';
import { blankContact } from '../accounting/contacts/fields.ts';
import { createInvoice } from '../accounting/invoices/write.ts';
import type { Organisation } from '../accounting/organisations/record.ts';
import type { Sandbox } from '../sandbox.ts';
import { addOrganisation } from './organisation.ts';

export const LARGE_ORGANISATION = 'Atlas Wholesale Group plc';

/** An organisation at the size of Xero's largest: made on demand, once. Needs an open transaction. */
export function addLargeOrganisation(sandbox: Sandbox): void {
  if (sandbox.organisations.all().some((organisation) => organisation.name === LARGE_ORGANISATION)) return;
  const [owner, ...others] = sandbox.users.all();
  if (!owner) throw new Error('The sandbox has nobody to own the large organisation');
  const organisation = addOrganisation(sandbox, {
    name: LARGE_ORGANISATION,
    country: 'GB',
    currencies: ['EUR', 'USD'],
    tracking: { Region: ['North', 'South'] },
    members: [owner, ...others].map((user) => ({
      userId: user.id,
      role: 'FINANCIALADVISER',
      isSubscriber: user === owner,
    })),
  });
  addLargeBooks(sandbox, organisation, { contacts: 20_000, accounts: 600, bills: 50_000 });
}

const FIRST = [
  'Northern',
  'Harbour',
  'Oak',
  'Silver',
  'Green',
  'Union',
  'Castle',
  'River',
  'Apex',
  'Summit',
  'Vale',
  'Stone',
];
const SECOND = [
  'Supplies',
  'Engineering',
  'Foods',
  'Motors',
  'Print',
  'Logistics',
  'Timber',
  'Electrical',
  'Media',
  'Textiles',
];
const THIRD = ['Ltd', 'Group', 'Trading', 'Partners', '& Sons', 'Services', 'Wholesale'];

/** Fills an organisation with made-up entries up to the sizes asked for. Needs an open transaction. */
export function addLargeBooks(
  sandbox: Sandbox,
  organisation: Organisation,
  sizes: { contacts: number; accounts: number; bills: number },
): void {
  const books = sandbox.books(organisation.id);
  const now = sandbox.clock.now();
  for (let index = books.contacts.size; index < sizes.contacts; index += 1) {
    const name = `${pick(FIRST, index)} ${pick(SECOND, index / FIRST.length)} ${pick(THIRD, index / 7)} ${index}`;
    const isSupplier = index % 3 !== 0;
    books.contacts.put({
      ...blankContact(name, now),
      isSupplier,
      isCustomer: !isSupplier,
      accountNumber: `L${index}`,
      emailAddress: `accounts${index}@large.example`,
    });
  }
  const model = books.accounts.all().find((account) => account.type === 'OVERHEADS' || account.type === 'EXPENSE');
  for (let index = books.accounts.size; model && index < sizes.accounts; index += 1) {
    const code = `X${index}`;
    books.accounts.put({ ...model, id: crypto.randomUUID(), code, name: `Cost centre ${index}`, updatedAt: now });
  }
  addBills(sandbox, organisation, sizes.bills);
}

function addBills(sandbox: Sandbox, organisation: Organisation, count: number): void {
  const books = sandbox.books(organisation.id);
  const user = sandbox.users.require(organisation.members[0]?.userId ?? '');
  const call = internalCall(sandbox, organisation, user);
  const suppliers = books.contacts.all().filter((contact) => contact.isSupplier);
  const account = books.accounts.all().find((one) => one.type === 'OVERHEADS' || one.type === 'EXPENSE');
  for (let index = 0; index < count; index += 1) {
    const request = {
      Type: 'ACCPAY',
      Status: index % 5 === 0 ? 'DRAFT' : 'AUTHORISED',
      Contact: { ContactID: pick(suppliers, index).id },
      InvoiceNumber: `B-${index}`,
      Date: new Date(call.now - (index % 300) * 86_400_000).toISOString().slice(0, 10),
      DueDate: new Date(call.now + 86_400_000).toISOString().slice(0, 10),
      LineItems: [
        {
          Description: `Delivery ${index}`,
          Quantity: 1 + (index % 4),
          UnitAmount: 10 + (index % 977) / 4,
          AccountCode: account?.code,
          TaxType: account?.taxType,
        },
      ],
    };
    createInvoice(call, new Fields(request, ''));
  }
}

function pick<T>(list: readonly T[], index: number): T {
  return list[Math.floor(index) % list.length] as T;
}
