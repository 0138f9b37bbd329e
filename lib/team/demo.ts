import type { Role } from '#lib/domain/roles.ts';

/** The demo businesses and people of sandbox mode, for the seed, `npm start` and the sign-in page alike. */

export const demoPassword = 'harbour-and-vine';

export const demoBusinesses = [
  { slug: 'harbour-and-vine', name: 'Harbour & Vine', country: 'GB', baseCurrency: 'GBP' },
  { slug: 'kowhai-trading', name: 'Kowhai Trading', country: 'NZ', baseCurrency: 'NZD' },
] as const;

type DemoPerson = {
  name: string;
  email: string;
  /** Their role in each business, by its slug. */
  roles: Partial<Record<(typeof demoBusinesses)[number]['slug'], Role>>;
};

export const demoPeople: readonly DemoPerson[] = [
  {
    name: 'Alex Harbour',
    email: 'admin@intray.example',
    roles: { 'harbour-and-vine': 'ADMIN', 'kowhai-trading': 'ADMIN' },
  },
  { name: 'Robin Ledger', email: 'bookkeeper@intray.example', roles: { 'harbour-and-vine': 'BOOKKEEPER' } },
  { name: 'Sam Receipt', email: 'submitter@intray.example', roles: { 'harbour-and-vine': 'SUBMITTER' } },
];
