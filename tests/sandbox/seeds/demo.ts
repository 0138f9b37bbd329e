import { CALLS_PER_APP_AND_MINUTE } from '../accounting/api/limits.ts';
import type { Member, Role } from '../accounting/organisations/record.ts';
import type { User } from '../identity/records.ts';
import type { Sandbox } from '../sandbox.ts';
import { addBills } from './bills.ts';
import { seedContacts } from './contacts.ts';
import { addItems } from './items.ts';
import { addOrganisation, type OrganisationSeed } from './organisation.ts';

export const DEMO_APP = { id: 'SANDBOX-APP', secret: 'sandbox-secret' };
const PASSWORD = 'sandbox';

const PEOPLE = {
  amelia: person('a3f1c9d2-5b1e-4c57-9d0a-6f0b3f2e1a01', 'amelia@harbour.example', 'Amelia', 'Hart'),
  oliver: person('a3f1c9d2-5b1e-4c57-9d0a-6f0b3f2e1a02', 'oliver@harbour.example', 'Oliver', 'Finch'),
  ruth: person('a3f1c9d2-5b1e-4c57-9d0a-6f0b3f2e1a03', 'ruth@harbour.example', 'Ruth', 'Ellis'),
  ines: person('a3f1c9d2-5b1e-4c57-9d0a-6f0b3f2e1a04', 'ines@harbour.example', 'Ines', 'Moreau'),
  tane: person('a3f1c9d2-5b1e-4c57-9d0a-6f0b3f2e1a05', 'tane@kowhai.example', 'Tane', 'Parata'),
  erin: person('a3f1c9d2-5b1e-4c57-9d0a-6f0b3f2e1a07', 'erin@liffey.example', 'Erin', 'Walsh'),
  noah: person('a3f1c9d2-5b1e-4c57-9d0a-6f0b3f2e1a06', 'noah@nowhere.example', 'Noah', 'Silva'),
};

type Person = keyof typeof PEOPLE;

/** The app, people and organisations that a fresh sandbox has. Their ids never change. */
export function seedDemo(sandbox: Sandbox): void {
  sandbox.store.transact(() => {
    sandbox.apps.put({
      ...DEMO_APP,
      name: 'Intray',
      redirectUris: [],
      tier: 'core',
      callsPerMinute: CALLS_PER_APP_AND_MINUTE,
    });
    for (const user of Object.values(PEOPLE)) sandbox.users.put(user);
    for (const seed of organisations()) {
      const organisation = addOrganisation(sandbox, seed);
      const books = sandbox.books(organisation.id);
      for (const contact of seedContacts(seed.country, sandbox.clock.now())) books.contacts.put(contact);
      addItems(sandbox, organisation);
    }
    addContactGroup(sandbox, 'Utilities', ['Thames Water', 'BT Business']);
    addBills(sandbox, sandbox.organisations.require(HARBOUR_ID), PEOPLE.amelia, [
      {
        supplier: 'Bidfood',
        number: 'BF-88120',
        age: 6,
        status: 'AUTHORISED',
        description: 'Dry goods, week 46',
        amount: 418.5,
        account: '310',
        taxType: 'ZERORATEDINPUT',
      },
      {
        supplier: 'Thames Water',
        number: '3300418',
        age: 20,
        status: 'AUTHORISED',
        description: 'Water and waste, quarter',
        amount: 261.4,
        account: '445',
        taxType: 'ZERORATEDINPUT',
      },
      {
        supplier: 'BT Business',
        number: 'GP00912',
        age: 12,
        status: 'SUBMITTED',
        description: 'Broadband and lines',
        amount: 84.95,
        account: '489',
        taxType: 'INPUT2',
      },
      {
        supplier: 'Harbourside Laundry',
        number: '1177',
        age: 3,
        status: 'DRAFT',
        description: 'Table linen',
        amount: 132,
        account: '408',
        taxType: 'INPUT2',
      },
      {
        supplier: 'Chapel Street Estates',
        number: 'RENT-11',
        age: 22,
        status: 'AUTHORISED',
        description: 'Rent, November',
        amount: 2400,
        account: '469',
        taxType: 'EXEMPTINPUT',
      },
    ]);
  });
}

const HARBOUR_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';
const KOWHAI_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70002';
const WATTLE_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70003';
const MAPLE_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70004';

const PRAIRIE_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70005';
const LIFFEY_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70006';
const RAFFLES_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70007';
const THORNBURY_ID = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70008';

function organisations(): OrganisationSeed[] {
  return [
    {
      id: HARBOUR_ID,
      name: 'Harbour & Vine Ltd',
      country: 'GB',
      currencies: ['EUR', 'USD'],
      tracking: {
        Region: ['North', 'South', 'East', 'West'],
        Department: ['Bar', 'Kitchen', 'Events', 'Office'],
      },
      members: [
        member('amelia', 'FINANCIALADVISER', true),
        member('oliver', 'STANDARD'),
        member('ruth', 'READONLY'),
        member('ines', 'INVOICEONLY'),
      ],
      details: {
        shortCode: '!hv7Kq',
        taxNumber: 'GB 123 4567 89',
        registrationNumber: '09876543',
        lineOfBusiness: 'Hospitality',
        address: {
          line1: '4 Quay Street',
          city: 'Poole',
          region: 'Dorset',
          postalCode: 'BH15 1HJ',
          country: 'United Kingdom',
        },
      },
    },
    {
      id: KOWHAI_ID,
      name: 'Kowhai Trading Ltd',
      country: 'NZ',
      tracking: { Region: ['Northland', 'Auckland', 'Waikato'] },
      members: [member('amelia', 'FINANCIALADVISER'), member('oliver', 'STANDARD'), member('tane', 'STANDARD', true)],
      details: {
        shortCode: '!kt3Wm',
        plan: 'STANDARD',
        taxNumber: '101-234-567',
        lineOfBusiness: 'Wholesale',
        periodLockDate: '2026-06-30',
        endOfYearLockDate: '2026-03-31',
        address: {
          line1: '12 Karangahape Road',
          city: 'Auckland',
          region: '',
          postalCode: '1010',
          country: 'New Zealand',
        },
      },
    },
    {
      id: WATTLE_ID,
      name: 'Wattle Street Pty Ltd',
      country: 'AU',
      currencies: ['NZD'],
      tracking: { State: ['NSW', 'VIC', 'QLD'], Channel: ['Retail', 'Online'] },
      members: [member('amelia', 'FINANCIALADVISER', true), member('oliver', 'STANDARD')],
      details: {
        shortCode: '!ws9Pd',
        taxNumber: '51 824 753 556',
        financialYearEnd: { day: 30, month: 6 },
        address: { line1: '88 Wattle Street', city: 'Ultimo', region: 'NSW', postalCode: '2007', country: 'Australia' },
      },
    },
    {
      id: MAPLE_ID,
      name: 'Maple & Main Inc',
      country: 'CA',
      currencies: ['USD'],
      tracking: { Location: ['Toronto', 'Montréal'] },
      members: [member('amelia', 'FINANCIALADVISER', true), member('oliver', 'STANDARD')],
      details: {
        shortCode: '!mm2Xc',
        taxNumber: '123456789 RT0001',
        financialYearEnd: { day: 31, month: 12 },
        address: { line1: '215 Main Street', city: 'Toronto', region: 'ON', postalCode: 'M5V 2T6', country: 'Canada' },
      },
    },
    {
      id: PRAIRIE_ID,
      name: 'Prairie & Pine LLC',
      country: 'US',
      currencies: ['CAD'],
      tracking: { Location: ['Oakland', 'Sacramento'] },
      members: [member('erin', 'FINANCIALADVISER', true)],
      details: {
        shortCode: '!pp5Rt',
        financialYearEnd: { day: 31, month: 12 },
        address: {
          line1: '900 Grand Avenue',
          city: 'Oakland',
          region: 'CA',
          postalCode: '94610',
          country: 'United States',
        },
      },
    },
    {
      id: LIFFEY_ID,
      name: 'Liffey Bikes Ltd',
      country: 'IE',
      members: [member('erin', 'STANDARD', true)],
      details: {
        shortCode: '!lb8Yn',
        plan: 'STARTER',
        approvalsPerMonth: 5,
        taxNumber: 'IE1234567T',
        financialYearEnd: { day: 31, month: 12 },
        address: { line1: '7 Bachelors Walk', city: 'Dublin', region: '', postalCode: 'D01 X2Y3', country: 'Ireland' },
      },
    },
    {
      id: RAFFLES_ID,
      name: 'Raffles Quay Trading Pte Ltd',
      country: 'SG',
      currencies: ['USD', 'AUD'],
      tracking: { Outlet: ['Orchard', 'Changi'] },
      members: [member('erin', 'FINANCIALADVISER', true)],
      details: {
        shortCode: '!rq1Zk',
        taxNumber: '201912345K',
        address: {
          line1: '16 Raffles Quay',
          city: 'Singapore',
          region: '',
          postalCode: '048581',
          country: 'Singapore',
        },
      },
    },
    {
      id: THORNBURY_ID,
      name: 'Thornbury Interiors Ltd',
      country: 'GB',
      // Rates of the domestic reverse charge come to an organisation only when somebody adds them.
      withoutTaxTypes: ['DRCHARGESUPPLY20', 'DRCHARGE20', 'DRCHARGESUPPLY5', 'DRCHARGE5'],
      members: [member('erin', 'STANDARD', true)],
      details: {
        shortCode: '!ti4Gh',
        plan: 'STANDARD',
        taxNumber: 'GB 417 2285 90',
        address: {
          line1: '3 Castle Court',
          city: 'Thornbury',
          region: '',
          postalCode: 'BS35 1AA',
          country: 'United Kingdom',
        },
      },
    },
  ];
}

/** Puts contacts of the first organisation into a group. */
function addContactGroup(sandbox: Sandbox, name: string, contacts: string[]): void {
  const books = sandbox.books(HARBOUR_ID);
  const contactIds = books.contacts.all().flatMap((contact) => (contacts.includes(contact.name) ? contact.id : []));
  books.contactGroups.put({ id: crypto.randomUUID(), name, status: 'ACTIVE', contactIds });
}

function person(id: string, email: string, givenName: string, familyName: string): User {
  return { id, email, password: PASSWORD, givenName, familyName };
}

function member(name: Person, role: Role, isSubscriber = false): Member {
  return { userId: PEOPLE[name].id, role, isSubscriber };
}
